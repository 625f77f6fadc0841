import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const whisper: Library = {
  packages: ['whisper'],
  blocking: joinTables(
    under('whisper', 'load_model transcribe', call),
    under('whisper.load_model', 'transcribe', call),
  ),
};
