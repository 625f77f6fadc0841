import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database' };

export const duckdb: Library = {
  packages: ['duckdb'],
  blocking: joinTables(
    under('duckdb', 'connect sql query execute read_csv read_parquet read_json', call),
    under('duckdb.connect', 'execute executemany sql query commit', call),
  ),
};
