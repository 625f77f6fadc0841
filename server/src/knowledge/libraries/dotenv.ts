import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const dotenv: Library = {
  packages: ['dotenv'],
  blocking: under('dotenv', 'load_dotenv dotenv_values set_key', { rule: 'blocking-file' }),
};
