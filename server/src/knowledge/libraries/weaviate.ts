import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`weaviate.use_async_with_custom()`') };

export const weaviate: Library = {
  packages: ['weaviate'],
  blocking: under('weaviate', 'connect_to_local connect_to_weaviate_cloud connect_to_custom', call),
};
