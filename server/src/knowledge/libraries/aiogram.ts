import type { Library } from './library.ts';

export const aiogram: Library = {
  packages: ['aiogram'],
  notStarted: { 'aiogram.methods.base.TelegramMethod': true },
};
