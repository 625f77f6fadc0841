import type { Library } from './library.ts';

export const oracledb: Library = {
  packages: ['oracledb'],
  blocking: {
    'oracledb.connect': { rule: 'blocking-database', counterpart: { asyncio: '`oracledb.connect_async()`' } },
  },
};
