import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const pyttsx3: Library = {
  packages: ['pyttsx3'],
  blocking: under('pyttsx3.init', 'runAndWait', call),
};
