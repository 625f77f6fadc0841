import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

export const filelock: Library = {
  packages: ['filelock'],
  blocking: underEach(['filelock.BaseFileLock', 'filelock.FileLock'], 'acquire __enter__', {
    rule: 'blocking-lock',
    counterpart: { asyncio: '`filelock.AsyncFileLock`' },
  }),
  asyncLocks: { 'filelock.AsyncFileLock': true },
};
