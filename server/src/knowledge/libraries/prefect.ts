import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const prefect: Library = {
  packages: ['prefect'],
  decorators: under('prefect', 'flow task', 'unknown'),
};
