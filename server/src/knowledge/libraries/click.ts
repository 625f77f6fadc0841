import { joinTables, under, underEach } from '../name-table.ts';
import { runInPlainFunction } from '../words.ts';
import type { Library } from './library.ts';

export const click: Library = {
  packages: ['click'],
  blocking: under('click', 'prompt confirm pause getchar edit', { rule: 'blocking-input' }),
  plainCallers: underEach(['click', 'click.Group'], 'command group', {
    advice: runInPlainFunction,
  }),
  decorators: joinTables(
    under('click', 'command group', 'unknown'),
    under('click.Group', 'command group', 'unknown'),
    under('click', 'option argument pass_context pass_obj version_option help_option', 'transparent'),
  ),
};
