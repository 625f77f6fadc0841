import type { Library } from './library.ts';

export const aiofiles: Library = {
  packages: ['aiofiles'],
  executorDispatches: {
    'aiofiles.os.wrap': { function: { position: 0, name: 'func' }, to: 'thread', returns: 'function' },
    'aiofiles.ospath.wrap': { function: { position: 0, name: 'func' }, to: 'thread', returns: 'function' },
  },
  decorators: { 'aiofiles.os.wrap': 'makes-async' },
  notStarted: { 'aiofiles.base.AiofilesContextManager': true },
  opens: { name: 'aiofiles.open', isAwaited: false },
};
