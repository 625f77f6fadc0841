import type { Library } from './library.ts';

export const telegram: Library = {
  packages: ['telegram'],
  loopStarters: {
    'telegram.ext.Application.run_polling': { instead: 'its `start()` and `updater.start_polling()`' },
    'telegram.ext.Application.run_webhook': { instead: 'its `start()` and `updater.start_webhook()`' },
  },
  taskSpawners: {
    'telegram.ext.Application.create_task': {
      spawns: { what: 'coroutine', argument: { position: 0, name: 'coroutine' } },
      returns: 'task',
    },
  },
  coroutineConsumers: { 'telegram.ext.Application.create_task': { argument: { position: 0, name: 'coroutine' } } },
};
