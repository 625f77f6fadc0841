import type { Library } from './library.ts';

export const typeguard: Library = {
  packages: ['typeguard'],
  decorators: { 'typeguard.typechecked': 'transparent' },
};
