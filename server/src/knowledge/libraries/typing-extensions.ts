import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const typingExtensions: Library = {
  packages: ['typing_extensions'],
  decorators: under('typing_extensions', 'override final deprecated', 'transparent'),
};
