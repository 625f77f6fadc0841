import type { Library } from './library.ts';

export const aiounittest: Library = {
  packages: ['aiounittest'],
  testCases: { 'aiounittest.AsyncTestCase': 'async' },
};
