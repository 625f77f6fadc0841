import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import { asyncVersion } from '../words.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere(asyncVersion) };

export const mistralai: Library = {
  packages: ['mistralai'],
  blocking: joinTables(
    under('mistralai.Mistral.chat', 'complete stream', call),
    under('mistralai.Mistral.embeddings', 'create', call),
  ),
};
