import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const client: BlockingCall = {
  rule: 'blocking-database',
  counterpart: { asyncio: '`elasticsearch.AsyncElasticsearch`' },
};

export const elasticsearch: Library = {
  packages: ['elasticsearch'],
  blocking: joinTables(
    under(
      'elasticsearch.Elasticsearch',
      `search index get create update delete exists count bulk info ping mget msearch scroll clear_scroll
       update_by_query delete_by_query reindex`,
      client,
    ),
    under('elasticsearch.helpers', 'bulk reindex', {
      rule: 'blocking-database',
      counterpart: { asyncio: '`elasticsearch.helpers.async_bulk()`' },
    }),
    under('elasticsearch.helpers', 'scan streaming_bulk parallel_bulk', { ...client, lazy: true }),
  ),
};
