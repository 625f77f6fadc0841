import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const starlette: Library = {
  packages: ['starlette'],
  asyncCallers: { 'starlette.applications.Starlette.middleware': { decorated: 'call' } },
  executorDispatches: {
    'starlette.concurrency.run_in_threadpool': {
      function: { position: 0, name: 'func' },
      to: 'thread',
      returns: 'awaitable',
    },
    'starlette.background.BackgroundTask': {
      function: { position: 0, name: 'func' },
      to: 'thread',
      returns: 'nothing',
      acceptsAsync: true,
    },
    'starlette.background.BackgroundTasks.add_task': {
      function: { position: 0, name: 'func' },
      to: 'thread',
      returns: 'nothing',
      acceptsAsync: true,
    },
  },
  taskSpawners: {
    'starlette.background.BackgroundTasks.add_task': {
      spawns: { what: 'function', argument: { position: 0, name: 'func' }, plainInThread: true },
      returns: 'nothing',
    },
    'starlette.background.BackgroundTask': {
      spawns: { what: 'function', argument: { position: 0, name: 'func' }, plainInThread: true },
      returns: 'nothing',
    },
  },
  valueConsumers: under('starlette.responses', 'JSONResponse PlainTextResponse HTMLResponse', {
    argument: { position: 0, name: 'content' },
    effect: 'raises',
    within: 'depths',
  }),
  decorators: joinTables(
    under(
      'starlette.applications.Starlette',
      'route websocket_route exception_handler middleware on_event',
      'transparent',
    ),
    under('starlette.routing.Router', 'route websocket_route on_event', 'transparent'),
  ),
  routes: { 'starlette.applications.Starlette.route': true, 'starlette.routing.Router.route': true },
  ofOneTask: under('starlette.endpoints', 'HTTPEndpoint WebSocketEndpoint', true),
};
