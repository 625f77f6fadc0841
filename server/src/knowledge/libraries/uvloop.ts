import type { Library } from './library.ts';

export const uvloop: Library = {
  packages: ['uvloop'],
  loopStarters: { 'uvloop.run': { runs: { what: 'coroutine', argument: { position: 0, name: 'main' } } } },
  coroutineConsumers: { 'uvloop.run': { argument: { position: 0, name: 'main' }, coroutinesOnly: true } },
};
