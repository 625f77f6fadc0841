import type { Convention } from './convention.ts';

export const cancels: Convention = {
  meaning: {
    en: 'cancels tasks, unless its code is seen, and does not',
    'zh-cn': '会取消任务，除非能看到它的代码，而其中没有取消',
  },
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
  meaning: {
    en: 'awaited, holds the local variables of the function so long that they keep a task, unless its code is seen, and does not',
    'zh-cn': '被等待时，会让函数的局部变量存活足够久，从而保住任务，除非能看到它的代码，而其中并非如此',
  },
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
  meaning: {
    en: 'is there to sleep for ever, which it may do as it likes',
    'zh-cn': '本来就是用来永远休眠的，怎么做都可以',
  },
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
  meaning: {
    en: 'starts tasks or a server, so that others may wait for the loop from then on, where nothing else is known of it',
    'zh-cn': '在没有其他线索时，视为启动任务或服务器，从那以后就可能有别人在等待循环',
  },
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
  meaning: {
    en: 'waits for other tasks, whose cancellation it may be that is caught, unless its code is seen, and does not',
    'zh-cn': '会等待其他任务，捕获到的可能是那些任务的取消，除非能看到它的代码，而其中没有等待',
  },
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
  meaning: {
    en: 'shows the exception that is caught, and does not hand it on',
    'zh-cn': '只是显示捕获到的异常，并没有把它交给别处',
  },
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
  meaning: {
    en: 'called on the own object without `await`, was meant to be waited for',
    'zh-cn': '不加 `await` 就在自己的对象上调用时，本意是要等待它',
  },
  rules: ['unawaited-coroutine'],
  groups: [
    {
      names: ['acquire', 'wait_…'],
      seen: 'locks and conditions that are written by hand',
      fixture: 'rules/unawaited-coroutine/asgi_and_waits.py',
    },
  ],
};
