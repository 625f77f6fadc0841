import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const cachetools: Library = {
  packages: ['cachetools'],
  decorators: under('cachetools', 'cached cachedmethod', 'caches'),
};
