import type { Convention } from './convention.ts';

export const asksHowCalled: Convention = {
  meaning: {
    en: 'in a test, asks how the function is called: what runs behind it on the loop is not known',
    'zh-cn': '在测试里，是在询问函数以何种方式被调用：之后在循环上运行的是什么，无从得知',
  },
  rules: ['blocking', 'unawaited-coroutine', 'asyncio-run-in-loop'],
  groups: [
    {
      names: [
        '…_async_…',
        '…_asynchronous_…',
        '…_sync_…',
        '…_loop_…',
        '…_coroutine_…',
        '…_thread_…',
        '…_running_…',
        '…_blocking_…',
      ],
      seen: 'libraries that are for plain and async code alike',
      fixture: 'rules/blocking-sleep/asks_how_called.py',
    },
    {
      names: ['is_simulation'],
      seen: 'programs that run their coroutines themselves in a simulation',
      fixture: 'rules/asyncio-run-in-loop/expected.py',
    },
  ],
};

export const coroutineTests: Convention = {
  meaning: { en: 'tells whether a function is a coroutine function', 'zh-cn': '说明函数是不是协程函数' },
  rules: ['blocking', 'unawaited-coroutine', 'await-non-awaitable'],
  groups: [
    {
      names: ['iscoroutinefunction'],
      seen: 'libraries that take plain and async callbacks',
      fixture: 'rules/await-non-awaitable/asked_sorts.py',
    },
    {
      names: ['is_coroutine_function', 'is_coroutine_callable', 'is_async_callable'],
      seen: 'aiogram, FastAPI, Starlette',
      fixture: 'rules/unawaited-coroutine/asked_by_libraries.py',
    },
  ],
};

export const makesCoroutines: Convention = {
  meaning: {
    en: 'as the name of an `async def`, tells that it gives a coroutine on purpose',
    'zh-cn': '作为 `async def` 的名称，说明它有意返回协程',
  },
  rules: ['unawaited-return'],
  groups: [
    {
      names: ['…_coro', '…_awaitable', '…_factory'],
      seen: 'tests of libraries for async code',
      fixture: 'rules/unawaited-return/named_so.py',
    },
    { names: ['…_coroutine'], seen: 'the same', fixture: 'rules/unawaited-return/without_block.py' },
  ],
};

export const handlers: Convention = {
  meaning: {
    en: 'is a handler that a framework calls by its name, async or not, unless a call of it is seen',
    'zh-cn': '是框架按名称调用的处理函数，异步与否都可以，除非能看到对它的调用',
  },
  rules: ['async-override'],
  groups: [{ names: ['on_…'], seen: 'widgets of Textual', fixture: 'rules/async-override/ready_for_both.py' }],
};

export const asyncClasses: Convention = {
  meaning: {
    en: 'is the async version of its base class, with which it shares a word, and never taken for that',
    'zh-cn': '与基类的名称有相同的单词，是基类的异步版，不会被当作基类使用',
  },
  rules: ['async-override'],
  groups: [
    {
      names: ['Async…', 'AbstractAsync…'],
      seen: 'libraries that have every class twice',
      fixture: 'rules/async-override/classes.py',
    },
    { names: ['Aio…', 'Asyncio…'], seen: 'the same', fixture: 'rules/async-override/named_after.py' },
  ],
};

export const syncClasses: Convention = {
  meaning: {
    en: 'is the plain version of its base class, with which it shares a word, and never taken for that',
    'zh-cn': '与基类的名称有相同的单词，是基类的普通版，不会被当作基类使用',
  },
  rules: ['async-override'],
  groups: [
    { names: ['Sync…'], seen: 'libraries that have every class twice', fixture: 'rules/async-override/classes.py' },
  ],
};
