import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const polars: Library = {
  packages: ['polars'],
  blocking: under('polars', 'read_csv read_parquet read_json read_ndjson read_excel read_database', {
    rule: 'blocking-call',
  }),
};
