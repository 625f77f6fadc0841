import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`pinecone.PineconeAsyncio`') };

export const pinecone: Library = {
  packages: ['pinecone'],
  blocking: joinTables(
    under('pinecone.Pinecone', 'create_index delete_index list_indexes describe_index', call),
    under('pinecone.Pinecone.Index', 'query upsert delete fetch update describe_index_stats', call),
  ),
};
