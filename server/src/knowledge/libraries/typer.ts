import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const typer: Library = {
  packages: ['typer'],
  blocking: under('typer', 'prompt confirm', { rule: 'blocking-input' }),
  plainCallers: under('typer.Typer', 'command callback', { advice: 'run it with `asyncio.run()` in a plain function' }),
  decorators: under('typer.Typer', 'command callback', 'calls-plainly'),
};
