import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-input' };

export const rich: Library = {
  packages: ['rich'],
  blocking: joinTables(
    under('rich.prompt.PromptBase', 'ask __call__', call),
    under('rich.console.Console', 'input', call),
  ),
};
