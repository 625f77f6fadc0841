import type { Library } from './library.ts';

export const aiofiles: Library = {
  packages: ['aiofiles'],
  opens: { name: 'aiofiles.open', isAwaited: false },
  notStarted: { 'aiofiles.base.AiofilesContextManager': true },
};
