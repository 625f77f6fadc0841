import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database' };

export const snowflake: Library = {
  packages: ['snowflake'],
  blocking: joinTables(
    under('snowflake.connector', 'connect', call),
    under('snowflake.connector.connect', 'commit rollback', call),
    under('snowflake.connector.connect.cursor', 'execute executemany', call),
  ),
};
