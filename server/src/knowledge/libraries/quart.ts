import { joinTables, under } from '../name-table.ts';
import { awaitIts } from '../words.ts';
import type { Library } from './library.ts';

export const quart: Library = {
  packages: ['quart'],
  executorDispatches: {
    'quart.utils.run_sync': { function: { position: 0, name: 'func' }, to: 'thread', returns: 'function' },
    'quart.Quart.sync_to_async': { function: { position: 0, name: 'func' }, to: 'thread', returns: 'function' },
    'quart.Quart.ensure_async': {
      function: { position: 0, name: 'func' },
      to: 'thread',
      returns: 'function',
      acceptsAsync: true,
    },
  },
  loopStarters: { 'quart.Quart.run': { instead: awaitIts('run_task()') } },
  taskSpawners: {
    'quart.Quart.add_background_task': {
      spawns: { what: 'function', argument: { position: 0, name: 'func' } },
      returns: 'nothing',
    },
  },
  decorators: joinTables(
    under(
      'quart.Quart',
      `route get post put patch delete websocket before_request after_request errorhandler before_serving
       after_serving while_serving`,
      'transparent',
    ),
    under('quart.Blueprint', 'route get post put patch delete websocket before_request after_request', 'transparent'),
    under('quart.utils', 'run_sync', 'makes-async'),
  ),
};
