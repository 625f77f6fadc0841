import type { Library } from './library.ts';

/** Who holds a lock between processes, and for how long, no code here tells: waiting for one is not told of. */
export const filelock: Library = {
  packages: ['filelock'],
  asyncLocks: { 'filelock.AsyncFileLock': true },
};
