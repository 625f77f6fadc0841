import type { Library } from './library.ts';

export const loguru: Library = {
  packages: ['loguru'],
  decorators: { 'loguru._logger.Logger.catch': 'transparent' },
};
