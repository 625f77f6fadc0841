import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`ollama.AsyncClient`') };

export const ollama: Library = {
  packages: ['ollama'],
  blocking: joinTables(
    underEach(['ollama', 'ollama.Client'], 'chat generate pull', {
      ...call,
      unless: [{ argument: { name: 'stream' }, passed: true }],
    }),
    under('ollama', 'embed embeddings show', call),
    under('ollama.Client', 'embed embeddings show list', call),
  ),
};
