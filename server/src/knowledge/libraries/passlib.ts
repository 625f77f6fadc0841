import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const passlib: Library = {
  packages: ['passlib'],
  blocking: under('passlib.context.CryptContext', 'hash verify verify_and_update', { rule: 'blocking-call' }),
};
