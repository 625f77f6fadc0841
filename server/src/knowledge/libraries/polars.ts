import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const polars: Library = {
  packages: ['polars'],
  blocking: joinTables(
    under('polars', 'read_csv read_parquet read_json read_ndjson read_excel read_database', call),
    under('polars.DataFrame', 'write_csv write_parquet write_json write_excel write_database', call),
  ),
};
