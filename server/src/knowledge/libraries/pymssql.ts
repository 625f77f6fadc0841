import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database' };

export const pymssql: Library = {
  packages: ['pymssql'],
  blocking: joinTables(
    under('pymssql', 'connect', call),
    under('pymssql.connect', 'commit rollback', call),
    under('pymssql.connect.cursor', 'execute executemany callproc', call),
  ),
};
