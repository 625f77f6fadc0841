import type { Library } from './library.ts';

export const asynctest: Library = {
  packages: ['asynctest'],
  testCases: { 'asynctest.TestCase': 'async' },
};
