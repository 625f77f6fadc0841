import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-input' };

export const rich: Library = {
  packages: ['rich'],
  blocking: joinTables(
    underEach(
      ['PromptBase', 'Prompt', 'Confirm', 'IntPrompt', 'FloatPrompt'].map((name) => `rich.prompt.${name}`),
      'ask',
      call,
    ),
    under('rich.console.Console', 'input', call),
  ),
};
