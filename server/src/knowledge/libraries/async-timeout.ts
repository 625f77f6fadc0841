import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const asyncTimeout: Library = {
  packages: ['async_timeout'],
  cancelScopes: under('async_timeout', 'timeout timeout_at', { enter: 'async with', isTimeout: true }),
  decorators: { 'async_timeout.timeout': 'transparent' },
};
