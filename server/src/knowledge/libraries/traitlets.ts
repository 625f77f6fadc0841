import type { Library } from './library.ts';

/** https://traitlets.readthedocs.io: descriptors that say what an attribute holds. */
export const traitlets: Library = {
  packages: ['traitlets'],
  traits: { file: '/traitlets/traitlets.py', ofInstance: 'Instance', ofClass: 'Type' },
};
