import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const hypothesis: Library = {
  packages: ['hypothesis'],
  decorators: under('hypothesis', 'given settings example', 'transparent'),
};
