import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

/** They run jobs in threads, or in the thread that starts them. */
const SCHEDULERS = [
  'apscheduler.schedulers.background.BackgroundScheduler',
  'apscheduler.schedulers.blocking.BlockingScheduler',
];

export const apscheduler: Library = {
  packages: ['apscheduler'],
  callbackTakers: underEach(SCHEDULERS, 'add_job', {
    calledBy: 'worker',
    callback: { position: 0, name: 'func' },
    instead: { en: 'an `AsyncIOScheduler`', 'zh-cn': '`AsyncIOScheduler`' },
  }),
  plainCallers: underEach(SCHEDULERS, 'scheduled_job', {
    advice: { en: 'use an `AsyncIOScheduler`', 'zh-cn': '请使用 `AsyncIOScheduler`' },
    unless: ['executor'],
  }),
};
