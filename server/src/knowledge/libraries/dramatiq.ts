import type { Library } from './library.ts';

export const dramatiq: Library = {
  packages: ['dramatiq'],
  decorators: { 'dramatiq.actor': 'unknown' },
};
