import type { Library } from './library.ts';

export const telethon: Library = {
  packages: ['telethon'],
  asyncCallers: {
    'telethon.TelegramClient.on': { decorated: 'call' },
    'telethon.TelegramClient.add_event_handler': { callback: { position: 0, name: 'callback' } },
  },
  decorators: { 'telethon.TelegramClient.on': 'transparent' },
};
