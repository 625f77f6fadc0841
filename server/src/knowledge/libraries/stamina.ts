import type { Library } from './library.ts';

export const stamina: Library = {
  packages: ['stamina'],
  decorators: { 'stamina.retry': 'transparent' },
  sleepsBetweenTries: { 'stamina.retry': 'always' },
};
