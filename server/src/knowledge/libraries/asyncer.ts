import type { Library } from './library.ts';

export const asyncer: Library = {
  packages: ['asyncer'],
  executorDispatches: {
    'asyncer.asyncify': { function: { position: 0, name: 'function' }, to: 'thread', returns: 'function' },
  },
  decorators: { 'asyncer.syncify': 'makes-sync', 'asyncer.asyncify': 'makes-async' },
};
