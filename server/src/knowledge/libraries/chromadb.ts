import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: { asyncio: '`chromadb.AsyncHttpClient`' } };

export const chromadb: Library = {
  packages: ['chromadb'],
  blocking: joinTables(
    underEach(
      ['chromadb.Client', 'chromadb.PersistentClient', 'chromadb.HttpClient'],
      'get_collection create_collection get_or_create_collection list_collections',
      call,
    ),
    underEach(
      [
        'chromadb.Client.get_collection',
        'chromadb.Client.create_collection',
        'chromadb.Client.get_or_create_collection',
        'chromadb.PersistentClient.get_collection',
        'chromadb.PersistentClient.create_collection',
        'chromadb.PersistentClient.get_or_create_collection',
        'chromadb.HttpClient.get_collection',
        'chromadb.HttpClient.create_collection',
        'chromadb.HttpClient.get_or_create_collection',
        'chromadb.Collection',
      ],
      'add get query upsert update delete count peek',
      call,
    ),
  ),
};
