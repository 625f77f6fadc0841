import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const strawberry: Library = {
  packages: ['strawberry'],
  decorators: under('strawberry', 'field mutation subscription', 'transparent'),
};
