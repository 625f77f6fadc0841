import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`azure.storage.blob.aio`') };

export const azure: Library = {
  packages: ['azure'],
  blocking: joinTables(
    under(
      'azure.storage.blob.BlobClient',
      'upload_blob download_blob delete_blob exists get_blob_properties set_blob_metadata',
      call,
    ),
    under(
      'azure.storage.blob.ContainerClient',
      `create_container delete_container upload_blob download_blob delete_blob exists get_container_properties`,
      call,
    ),
    under('azure.storage.blob.ContainerClient', 'list_blobs walk_blobs', { ...call, lazy: true }),
  ),
};
