import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const backoff: Library = {
  packages: ['backoff'],
  decorators: under('backoff', 'on_exception on_predicate', 'transparent'),
  sleepsBetweenTries: under('backoff', 'on_exception on_predicate', 'always'),
};
