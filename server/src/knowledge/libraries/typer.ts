import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const typer: Library = {
  packages: ['typer'],
  blocking: under('typer', 'prompt confirm', { rule: 'blocking-input' }),
  decorators: under('typer.Typer', 'command callback', 'calls-plainly'),
};
