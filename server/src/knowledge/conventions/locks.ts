import type { Convention } from './convention.ts';

export const locks: Convention = {
  meaning: 'in a `with`, keeps other tasks out, where its class is not known',
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
  meaning: 'a method that closes its object: one that two tasks make, and one of which is lost, stays open',
  rules: ['race-across-await'],
  groups: [
    {
      names: ['close', 'aclose', 'disconnect', 'cancel', 'terminate', 'shutdown', 'stop'],
      seen: 'connections, pools, tasks',
      fixture: 'rules/race-across-await/closed_somewhere.py',
    },
  ],
};
