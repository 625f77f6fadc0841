import { localized } from '../../text/localized.ts';
import type { AsyncCaller } from '../loop/callbacks.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const first: AsyncCaller = { callback: { position: 0, name: 'callback' } };
const second: AsyncCaller = { callback: { position: 1, name: 'callback' } };

const startAnd = localized({
  en: (method: string) => `its \`start()\` and \`${method}\``,
  'zh-cn': (method) => `它的 \`start()\` 和 \`${method}\``,
});

export const telegram: Library = {
  packages: ['telegram'],
  loopStarters: {
    'telegram.ext.Application.run_polling': { instead: startAnd('updater.start_polling()') },
    'telegram.ext.Application.run_webhook': { instead: startAnd('updater.start_webhook()') },
  },
  asyncCallers: joinTables<AsyncCaller>(
    under('telegram.ext', `CommandHandler MessageHandler PrefixHandler StringCommandHandler TypeHandler`, second),
    under(
      'telegram.ext',
      `CallbackQueryHandler ChatJoinRequestHandler ChatMemberHandler InlineQueryHandler ChosenInlineResultHandler
       PollHandler PollAnswerHandler PreCheckoutQueryHandler ShippingQueryHandler MessageReactionHandler`,
      first,
    ),
    under('telegram.ext.JobQueue', 'run_once run_repeating run_daily run_monthly', first),
    under('telegram.ext.Application', 'add_error_handler', first),
  ),
  taskSpawners: {
    'telegram.ext.Application.create_task': {
      spawns: { what: 'coroutine', argument: { position: 0, name: 'coroutine' } },
      returns: 'task',
    },
  },
  coroutineConsumers: { 'telegram.ext.Application.create_task': { argument: { position: 0, name: 'coroutine' } } },
};
