import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const werkzeug: Library = {
  packages: ['werkzeug'],
  blocking: under('werkzeug.security', 'generate_password_hash check_password_hash', { rule: 'blocking-call' }),
};
