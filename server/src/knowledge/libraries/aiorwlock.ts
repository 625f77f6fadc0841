import type { Library } from './library.ts';

export const aiorwlock: Library = {
  packages: ['aiorwlock'],
  asyncLocks: { 'aiorwlock.RWLock': true },
};
