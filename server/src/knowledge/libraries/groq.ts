import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`groq.AsyncGroq`') };

export const groq: Library = {
  packages: ['groq'],
  blocking: underEach(
    [
      'groq.Groq.chat.completions',
      'groq.Groq.embeddings',
      'groq.Groq.audio.transcriptions',
      'groq.Groq.audio.translations',
    ],
    'create',
    call,
  ),
};
