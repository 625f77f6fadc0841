import type { Library } from './library.ts';

export const asgiref: Library = {
  packages: ['asgiref'],
  executorDispatches: {
    'asgiref.sync.sync_to_async': { function: { position: 0, name: 'func' }, to: 'thread', returns: 'function' },
  },
  loopStarters: {
    'asgiref.sync.async_to_sync': {
      runs: { what: 'function', argument: { position: 0, name: 'awaitable' } },
      onCallOfResult: true,
    },
  },
  coroutineGuards: { 'asgiref.sync.iscoroutinefunction': 'function' },
  decorators: { 'asgiref.sync.async_to_sync': 'makes-sync', 'asgiref.sync.sync_to_async': 'makes-async' },
};
