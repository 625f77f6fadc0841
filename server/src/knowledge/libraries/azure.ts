import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const instead = (text: string): BlockingCall => ({ rule: 'blocking-call', counterpart: everywhere(text) });
const blob = instead('`azure.storage.blob.aio`');

export const azure: Library = {
  packages: ['azure'],
  blocking: joinTables(
    under(
      'azure.storage.blob.BlobClient',
      'upload_blob download_blob delete_blob exists get_blob_properties set_blob_metadata',
      blob,
    ),
    under(
      'azure.storage.blob.ContainerClient',
      `create_container delete_container upload_blob download_blob delete_blob exists get_container_properties`,
      blob,
    ),
    under('azure.storage.blob.ContainerClient', 'list_blobs walk_blobs', { ...blob, lazy: true }),
    under(
      'azure.storage.blob.BlobServiceClient.get_container_client',
      'upload_blob download_blob delete_blob create_container',
      blob,
    ),
    under('azure.storage.blob.BlobServiceClient.get_blob_client', 'upload_blob download_blob delete_blob exists', blob),
    underEach(
      [
        'azure.identity.DefaultAzureCredential',
        'azure.identity.ClientSecretCredential',
        'azure.identity.ManagedIdentityCredential',
        'azure.identity.AzureCliCredential',
      ],
      'get_token',
      instead('`azure.identity.aio`'),
    ),
    under(
      'azure.cosmos.CosmosClient.get_database_client.get_container_client',
      'create_item upsert_item read_item replace_item delete_item',
      instead('`azure.cosmos.aio`'),
    ),
  ),
};
