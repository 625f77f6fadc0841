import { under } from '../name-table.ts';
import { awaitIts } from '../words.ts';
import type { Library } from './library.ts';

export const pyrogram: Library = {
  packages: ['pyrogram'],
  loopStarters: { 'pyrogram.Client.run': { instead: awaitIts('start()') } },
  decorators: under('pyrogram.Client', 'on_message on_callback_query on_inline_query', 'transparent'),
};
