import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database', counterpart: { asyncio: '`pymongo.AsyncMongoClient`' } };

export const pymongo: Library = {
  packages: ['pymongo'],
  blocking: joinTables(
    under('pymongo.MongoClient', 'list_databases list_database_names drop_database server_info bulk_write', call),
    under(
      'pymongo.database.Database',
      `command create_collection list_collection_names list_collections drop_collection aggregate
       validate_collection`,
      call,
    ),
    under(
      'pymongo.collection.Collection',
      `insert_one insert_many update_one update_many replace_one delete_one delete_many find_one
       find_one_and_update find_one_and_replace find_one_and_delete count_documents estimated_document_count
       distinct aggregate bulk_write create_index create_indexes drop_index drop_indexes list_indexes
       index_information rename drop watch options`,
      call,
    ),
    under('pymongo.collection.Collection', 'find', { ...call, lazy: true }),
    under('pymongo.cursor.Cursor', 'next to_list distinct explain __iter__', call),
    under('pymongo.command_cursor.CommandCursor', 'next to_list try_next __iter__', call),
    under('pymongo.client_session.ClientSession', 'commit_transaction abort_transaction with_transaction', call),
  ),
  loopBound: { 'pymongo.AsyncMongoClient': 'first-wait' },
};
