import { awaitIts } from '../words.ts';
import type { Library } from './library.ts';

export const aiogram: Library = {
  packages: ['aiogram'],
  loopStarters: { 'aiogram.Dispatcher.run_polling': { instead: awaitIts('start_polling()') } },
  decorators: {
    'aiogram.dispatcher.event.telegram.TelegramEventObserver.__call__': 'transparent',
    'aiogram.dispatcher.event.event.EventObserver.__call__': 'transparent',
  },
  givenArguments: {
    'aiogram.dispatcher.event.telegram.TelegramEventObserver.__call__': {
      message: ['aiogram.types.Message'],
      edited_message: ['aiogram.types.Message'],
      channel_post: ['aiogram.types.Message'],
      callback_query: ['aiogram.types.CallbackQuery'],
    },
  },
  notStarted: { 'aiogram.methods.base.TelegramMethod': true },
};
