import type { Library } from './library.ts';

export const sniffio: Library = {
  packages: ['sniffio'],
  runningLoopGuards: { 'sniffio.current_async_library': true },
};
