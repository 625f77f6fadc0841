import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const aiomysql: Library = {
  packages: ['aiomysql'],
  notConcurrent: under('aiomysql', 'Connection Cursor', true),
};
