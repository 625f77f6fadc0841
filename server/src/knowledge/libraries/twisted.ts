import type { Library } from './library.ts';

export const twisted: Library = {
  packages: ['twisted'],
  executorDispatches: {
    'twisted.internet.threads.deferToThread': {
      function: { position: 0, name: 'f' },
      to: 'thread',
      returns: 'awaitable',
    },
  },
  decorators: { 'twisted.internet.defer.inlineCallbacks': 'unknown' },
  testCases: { 'twisted.trial.unittest.TestCase': 'async' },
};
