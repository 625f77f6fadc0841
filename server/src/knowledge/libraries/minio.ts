import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: { asyncio: '`miniopy_async`' } };

export const minio: Library = {
  packages: ['minio'],
  blocking: joinTables(
    under(
      'minio.Minio',
      `put_object get_object fput_object fget_object make_bucket bucket_exists remove_object
stat_object list_buckets`,
      call,
    ),
    under('minio.Minio', 'list_objects', { ...call, lazy: true }),
  ),
};
