import type { Library } from './library.ts';

export const beartype: Library = {
  packages: ['beartype'],
  decorators: { 'beartype.beartype': 'transparent' },
};
