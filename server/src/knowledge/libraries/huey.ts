import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const huey: Library = {
  packages: ['huey'],
  calledAgain: under('huey.Huey', 'task periodic_task', true),
  decorators: under('huey.Huey', 'task periodic_task', 'unknown'),
};
