import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import { either } from '../words.ts';
import type { Library } from './library.ts';

const call: BlockingCall = {
  rule: 'blocking-database',
  counterpart: { asyncio: either('psycopg.AsyncConnection', 'asyncpg') },
};

export const psycopg2: Library = {
  packages: ['psycopg2'],
  blocking: joinTables(
    under('psycopg2', 'connect', { ...call, unless: [{ argument: { name: 'async_' }, passed: true }] }),
    under('psycopg2.extensions.connection', 'commit rollback __exit__', call),
    under('psycopg2.extensions.cursor', 'execute executemany callproc copy_expert copy_from copy_to', call),
    under('psycopg2.extras', 'execute_batch execute_values', call),
    under('psycopg2.pool.AbstractConnectionPool', 'getconn', call),
  ),
};
