import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const argon2: Library = {
  packages: ['argon2'],
  blocking: under('argon2.PasswordHasher', 'hash verify', { rule: 'blocking-call' }),
};
