import type { Convention } from './convention.ts';

export const locks: Convention = {
  meaning: {
    en: 'in a `with`, keeps other tasks out, where its class is not known',
    'zh-cn': '类未知时，在 `with` 里视为能挡住其他任务',
  },
  rules: ['race-across-await', 'shared-collection'],
  groups: [
    {
      names: ['…_lock', '…_locks', 'lock_…', '…_mutex', '…_semaphore', '…_sem', '…_guard', '…_transaction'],
      seen: 'locks by key, locks of a database, classes of libraries that are not installed',
      fixture: 'rules/race-across-await/named_locks.py',
    },
  ],
};

export const closers: Convention = {
  meaning: {
    en: 'a method that closes its object: one that two tasks make, and one of which is lost, stays open',
    'zh-cn': '是关闭对象的方法：两个任务各创建一个这样的对象而丢失其中一个时，丢失的那个会一直开着',
  },
  rules: ['race-across-await'],
  groups: [
    {
      names: ['close', 'aclose', 'disconnect', 'cancel', 'terminate', 'shutdown', 'stop'],
      seen: 'connections, pools, tasks',
      fixture: 'rules/race-across-await/closed_somewhere.py',
    },
  ],
};
