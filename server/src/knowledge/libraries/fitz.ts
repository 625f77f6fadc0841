import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-file' };

export const fitz: Library = {
  packages: ['fitz'],
  blocking: under('fitz', 'open', { ...call, through: { position: 0, name: 'filename' } }),
};
