import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const wikipedia: Library = {
  packages: ['wikipedia'],
  blocking: under('wikipedia', 'summary page search', call),
};
