import type { Library } from './library.ts';

export const nestAsyncio: Library = {
  packages: ['nest_asyncio', 'nest_asyncio2'],
  nestedLoopPatches: { 'nest_asyncio.apply': true, 'nest_asyncio2.apply': true },
};
