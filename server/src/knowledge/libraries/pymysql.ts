import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import { either } from '../words.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database', counterpart: { asyncio: either('aiomysql', 'asyncmy') } };

export const pymysql: Library = {
  packages: ['pymysql'],
  blocking: joinTables(
    under('pymysql', 'connect', call),
    under('pymysql.connections.Connection', 'connect commit rollback begin ping query select_db', call),
    under('pymysql.cursors.Cursor', 'execute executemany callproc', call),
  ),
};
