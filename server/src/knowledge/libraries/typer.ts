import { under } from '../name-table.ts';
import { runInPlainFunction } from '../words.ts';
import type { Library } from './library.ts';

export const typer: Library = {
  packages: ['typer'],
  blocking: under('typer', 'prompt confirm', { rule: 'blocking-input' }),
  plainCallers: under('typer.Typer', 'command callback', { advice: runInPlainFunction }),
  decorators: under('typer.Typer', 'command callback', 'calls-plainly'),
};
