import type { Library } from './library.ts';

export const rq: Library = {
  packages: ['rq'],
  loopForEach: { 'rq.decorators.job': true },
};
