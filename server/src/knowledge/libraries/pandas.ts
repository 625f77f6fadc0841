import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const pandas: Library = {
  packages: ['pandas'],
  blocking: joinTables(
    under(
      'pandas',
      `read_csv read_table read_fwf read_excel read_json read_html read_xml read_hdf read_feather read_parquet
       read_orc read_sas read_spss read_pickle read_stata read_sql read_sql_query read_sql_table`,
      call,
    ),
    under('pandas.DataFrame', 'to_excel to_parquet to_sql to_hdf to_feather to_stata to_orc to_pickle', call),
    under('pandas.DataFrame', 'to_csv to_json', {
      ...call,
      unless: [{ argument: { position: 0, name: 'path_or_buf' }, passed: false }],
    }),
  ),
};
