import type { Library } from './library.ts';

export const channels: Library = {
  packages: ['channels'],
  executorDispatches: {
    'channels.db.database_sync_to_async': {
      function: { position: 0, name: 'func' },
      to: 'thread',
      returns: 'function',
    },
  },
  decorators: { 'channels.db.database_sync_to_async': 'makes-async' },
};
