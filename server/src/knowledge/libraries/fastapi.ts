import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const fastapi: Library = {
  packages: ['fastapi'],
  asyncCallers: { 'fastapi.FastAPI.middleware': { decorated: 'call' } },
  executorDispatches: {
    'fastapi.BackgroundTasks.add_task': {
      function: { position: 0, name: 'func' },
      to: 'thread',
      returns: 'nothing',
      acceptsAsync: true,
    },
  },
  taskSpawners: {
    'fastapi.BackgroundTasks.add_task': {
      spawns: { what: 'function', argument: { position: 0, name: 'func' }, plainInThread: true },
      returns: 'nothing',
    },
  },
  dependencyTakers: joinTables(
    under('fastapi', 'Depends Security', { position: 0, name: 'dependency' }),
    under('fastapi.params', 'Depends Security', { position: 0, name: 'dependency' }),
  ),
  decorators: joinTables(
    under(
      'fastapi.FastAPI',
      `get post put patch delete head options trace websocket api_route middleware exception_handler on_event route`,
      'transparent',
    ),
    under(
      'fastapi.APIRouter',
      `get post put patch delete head options trace websocket api_route on_event route websocket_route`,
      'transparent',
    ),
  ),
  answers: joinTables(
    under('fastapi.FastAPI', 'get post put patch delete', true),
    under('fastapi.APIRouter', 'get post put patch delete', true),
  ),
  routes: joinTables(
    under('fastapi.FastAPI', 'get post put patch delete head options trace api_route', true),
    under('fastapi.APIRouter', 'get post put patch delete head options trace api_route', true),
  ),
};
