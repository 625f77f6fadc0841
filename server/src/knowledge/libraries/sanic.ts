import { under } from '../name-table.ts';
import { its } from '../words.ts';
import type { Library } from './library.ts';

export const sanic: Library = {
  packages: ['sanic'],
  loopStarters: { 'sanic.Sanic.run': { instead: its('create_server()') } },
  taskSpawners: {
    'sanic.Sanic.add_task': {
      spawns: { what: 'coroutine', argument: { position: 0, name: 'task' } },
      returns: 'nothing',
    },
  },
  coroutineConsumers: { 'sanic.Sanic.add_task': { argument: { position: 0, name: 'task' }, orFunction: true } },
  decorators: under(
    'sanic.Sanic',
    'get post put patch delete head options route websocket listener middleware',
    'transparent',
  ),
};
