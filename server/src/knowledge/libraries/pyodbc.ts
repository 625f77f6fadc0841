import type { Library } from './library.ts';

export const pyodbc: Library = {
  packages: ['pyodbc'],
  blocking: { 'pyodbc.connect': { rule: 'blocking-database', counterpart: { asyncio: '`aioodbc`' } } },
};
