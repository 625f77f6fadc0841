import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const modal: Library = {
  packages: ['modal'],
  decorators: under('modal.App', 'function cls', 'unknown'),
};
