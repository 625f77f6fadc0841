import type { Library } from './library.ts';

export const tornado: Library = {
  packages: ['tornado'],
  executorDispatches: {
    'tornado.ioloop.IOLoop.run_in_executor': {
      function: { position: 1, name: 'func' },
      to: 'either',
      returns: 'awaitable',
    },
  },
  loopStarters: {
    'tornado.ioloop.IOLoop.start': {},
    'tornado.ioloop.IOLoop.run_sync': { runs: { what: 'function', argument: { position: 0, name: 'func' } } },
  },
  testCases: { 'tornado.testing.AsyncTestCase': 'async' },
  ofOneTask: { 'tornado.web.RequestHandler': true },
  startByThemselves: ['write', 'write_message', 'flush', 'finish'],
};
