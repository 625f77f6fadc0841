import type { Library } from './library.ts';

export const dramatiq: Library = {
  packages: ['dramatiq'],
  calledAgain: { 'dramatiq.actor': true },
  decorators: { 'dramatiq.actor': 'unknown' },
};
