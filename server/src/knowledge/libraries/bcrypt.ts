import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const bcrypt: Library = {
  packages: ['bcrypt'],
  blocking: under('bcrypt', 'hashpw checkpw kdf', { rule: 'blocking-call' }),
};
