import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const google: Library = {
  packages: ['google'],
  blocking: joinTables(
    under(
      'google.cloud.storage.Blob',
      `upload_from_string upload_from_filename upload_from_file download_as_bytes download_as_text
       download_to_filename download_to_file exists delete reload patch`,
      call,
    ),
    under('google.cloud.storage.Client', 'get_bucket create_bucket', call),
  ),
};
