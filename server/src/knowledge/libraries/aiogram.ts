import { awaitIts } from '../words.ts';
import type { Library } from './library.ts';

export const aiogram: Library = {
  packages: ['aiogram'],
  loopStarters: { 'aiogram.Dispatcher.run_polling': { instead: awaitIts('start_polling()') } },
  decorators: {
    'aiogram.dispatcher.event.telegram.TelegramEventObserver.__call__': 'transparent',
    'aiogram.dispatcher.event.event.EventObserver.__call__': 'transparent',
  },
  notStarted: { 'aiogram.methods.base.TelegramMethod': true },
};
