import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const litestar: Library = {
  packages: ['litestar'],
  decorators: under('litestar', 'get post put patch delete head websocket route', 'unknown'),
};
