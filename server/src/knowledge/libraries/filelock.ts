import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const filelock: Library = {
  packages: ['filelock'],
  blocking: under('filelock.BaseFileLock', 'acquire __enter__', {
    rule: 'blocking-lock',
    counterpart: { asyncio: '`filelock.AsyncFileLock`' },
  }),
  asyncLocks: { 'filelock.AsyncFileLock': true },
};
