import type { Library } from './library.ts';

export const asyncLru: Library = {
  packages: ['async_lru'],
  decorators: { 'async_lru.alru_cache': 'transparent' },
};
