import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`cohere.AsyncClient`') };

export const cohere: Library = {
  packages: ['cohere'],
  blocking: joinTables(
    under('cohere.Client', 'chat embed rerank generate classify', call),
    under('cohere.ClientV2', 'chat embed rerank', {
      rule: 'blocking-call',
      counterpart: everywhere('`cohere.AsyncClientV2`'),
    }),
  ),
};
