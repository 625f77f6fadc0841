import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`qdrant_client.AsyncQdrantClient`') };

export const qdrantClient: Library = {
  packages: ['qdrant_client'],
  blocking: under(
    'qdrant_client.QdrantClient',
    `search query_points scroll retrieve upsert delete count create_collection
delete_collection get_collection get_collections collection_exists set_payload
upload_points`,
    call,
  ),
};
