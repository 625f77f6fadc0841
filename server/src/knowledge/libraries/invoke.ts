import type { Library } from './library.ts';

export const invoke: Library = {
  packages: ['invoke'],
  decorators: { 'invoke.task': 'unknown' },
};
