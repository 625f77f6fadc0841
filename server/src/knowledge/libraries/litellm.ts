import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`litellm.acompletion()`') };

export const litellm: Library = {
  packages: ['litellm'],
  blocking: joinTables(
    under('litellm', 'completion', call),
    under('litellm', 'embedding', { rule: 'blocking-call', counterpart: everywhere('`litellm.aembedding()`') }),
    under('litellm', 'text_completion', {
      rule: 'blocking-call',
      counterpart: everywhere('`litellm.atext_completion()`'),
    }),
    under('litellm', 'image_generation', {
      rule: 'blocking-call',
      counterpart: everywhere('`litellm.aimage_generation()`'),
    }),
  ),
};
