import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const nltk: Library = {
  packages: ['nltk'],
  blocking: under('nltk', 'download', call),
};
