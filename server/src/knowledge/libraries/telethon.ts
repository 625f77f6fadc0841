import type { Library } from './library.ts';

export const telethon: Library = {
  packages: ['telethon'],
  decorators: { 'telethon.TelegramClient.on': 'transparent' },
};
