import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import { either } from '../words.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database', counterpart: { asyncio: either('aiomysql', 'asyncmy') } };

export const mysqldb: Library = {
  packages: ['MySQLdb'],
  blocking: joinTables(
    under('MySQLdb', 'connect', call),
    under('MySQLdb.connections.Connection', 'query commit rollback', call),
    under('MySQLdb.cursors.BaseCursor', 'execute executemany callproc', call),
  ),
};
