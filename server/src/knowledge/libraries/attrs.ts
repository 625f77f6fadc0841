import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const attrs: Library = {
  packages: ['attr', 'attrs'],
  fieldDecorators: joinTables(
    under('attr', 's attrs attributes dataclass define frozen mutable', true),
    under('attrs', 'define frozen mutable', true),
  ),
};
