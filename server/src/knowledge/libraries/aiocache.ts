import type { Library } from './library.ts';

export const aiocache: Library = {
  packages: ['aiocache'],
  decorators: { 'aiocache.cached': 'transparent' },
};
