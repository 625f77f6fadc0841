import type { Library } from './library.ts';

export const django: Library = {
  packages: ['django'],
  ofOneTask: { 'django.views.View': true, 'django.views.generic.View': true },
};
