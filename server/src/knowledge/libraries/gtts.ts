import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const gtts: Library = {
  packages: ['gtts'],
  blocking: under('gtts.gTTS', 'save write_to_fp', call),
};
