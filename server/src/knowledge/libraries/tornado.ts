import type { Library } from './library.ts';

export const tornado: Library = {
  packages: ['tornado'],
  offLoaders: {
    'tornado.ioloop.IOLoop.run_in_executor': {
      function: { position: 1, name: 'func' },
      to: 'either',
      returns: 'awaitable',
    },
  },
  testCases: { 'tornado.testing.AsyncTestCase': 'async' },
  ofOneTask: { 'tornado.web.RequestHandler': true },
  startByThemselves: ['write', 'write_message', 'flush', 'finish'],
};
