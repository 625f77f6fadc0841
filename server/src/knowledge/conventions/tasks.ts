import type { Convention } from './convention.ts';

export const cancels: Convention = {
  meaning: 'cancels tasks, unless its code is seen, and does not',
  rules: ['gather-exceptions', 'swallowed-cancellation'],
  groups: [
    {
      names: ['cancel', 'cancel_all'],
      seen: 'coroutines that end what they have started',
      fixture: 'rules/gather-exceptions/clean_up.py',
    },
    { names: ['uncancel'], seen: 'timeouts by hand', fixture: 'rules/swallowed-cancellation/by_name.py' },
  ],
};

export const waitsLong: Convention = {
  meaning:
    'awaited, holds the local variables of the function so long that they keep a task, unless its code is seen, and does not',
  rules: ['dangling-task'],
  groups: [
    {
      names: [
        '…_forever',
        'serve',
        '…_polling',
        'wait',
        'wait_closed',
        'join',
        'idle',
        'run',
        'start',
        'run_until_disconnected',
      ],
      seen: 'main programs of servers and bots',
      fixture: 'rules/dangling-task/long_waits.py',
    },
  ],
};

export const sleepsForever: Convention = {
  meaning: 'is there to sleep for ever, which it may do as it likes',
  rules: ['sleep-forever'],
  groups: [
    {
      names: ['…_forever'],
      seen: 'helpers for main programs',
      fixture: 'rules/sleep-forever/sleeps.py',
    },
  ],
};

export const startsTasks: Convention = {
  meaning:
    'starts tasks or a server, so that others may wait for the loop from then on, where nothing else is known of it',
  rules: ['blocking'],
  groups: [
    {
      names: ['start_…', 'serve_…', 'listen_…', 'run_…', 'create_task_…', 'spawn_…', 'add_task_…'],
      seen: 'main programs with libraries that are not installed',
      fixture: 'rules/blocking-subprocess/started_by_name.py',
    },
  ],
};

export const waitsForTasks: Convention = {
  meaning: 'waits for other tasks, whose cancellation it may be that is caught, unless its code is seen, and does not',
  rules: ['swallowed-cancellation'],
  groups: [
    {
      names: ['gather', 'wait', 'shield', 'wait_for', 'wait_closed', 'aclose'],
      seen: 'asyncio, and libraries that are not installed',
      fixture: 'rules/swallowed-cancellation/by_name.py',
    },
  ],
};

export const shows: Convention = {
  meaning: 'shows the exception that is caught, and does not hand it on',
  rules: ['swallowed-cancellation'],
  groups: [
    {
      names: [
        'print',
        'str',
        'repr',
        'type',
        'isinstance',
        'debug',
        'info',
        'warning',
        'error',
        'exception',
        'critical',
        'log',
      ],
      seen: 'loggers that are made in other files',
      fixture: 'rules/swallowed-cancellation/by_name.py',
    },
  ],
};

export const waits: Convention = {
  meaning: 'called on the own object without `await`, was meant to be waited for',
  rules: ['unawaited-coroutine'],
  groups: [
    {
      names: ['acquire', 'wait_…'],
      seen: 'locks and conditions that are written by hand',
      fixture: 'rules/unawaited-coroutine/asgi_and_waits.py',
    },
  ],
};
