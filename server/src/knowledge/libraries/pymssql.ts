import type { Library } from './library.ts';

export const pymssql: Library = {
  packages: ['pymssql'],
  blocking: { 'pymssql.connect': { rule: 'blocking-database' } },
};
