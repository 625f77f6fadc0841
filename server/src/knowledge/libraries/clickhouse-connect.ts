import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = {
  rule: 'blocking-database',
  counterpart: { asyncio: '`clickhouse_connect.get_async_client()`' },
};

export const clickhouseConnect: Library = {
  packages: ['clickhouse_connect'],
  blocking: joinTables(
    under('clickhouse_connect', 'get_client', call),
    under('clickhouse_connect.get_client', 'query command insert query_df insert_df raw_query', call),
  ),
};
