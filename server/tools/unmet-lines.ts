import type { Localized } from '../src/text/localized.ts';

/** What other tools mark in their fixtures and strict rules leave alone, by tool and code, and why. */
export const unmetLines: Readonly<Record<string, Localized>> = {
  'flake8-async ASYNC100': {
    en: 'Scopes round a nursery: to leave it counts as waiting.',
    'zh-cn': '包围 nursery 的作用域：离开 nursery 算作等待。',
  },
  'flake8-async ASYNC101': {
    en: 'Generators with a decorator that is unknown, which may make context managers of them.',
    'zh-cn': '带有未知装饰器的生成器，装饰器可能把它们变成上下文管理器。',
  },
  'flake8-async ASYNC103': {
    en: 'Handlers that raise what they caught, inside another `try`; `except*` in a file without async code; the second handler of one `try` that catches a cancellation.',
    'zh-cn':
      '在另一个 `try` 里重新抛出所捕获异常的处理代码；没有异步代码的文件里的 `except*`；同一个 `try` 里第二个捕获取消异常的处理代码。',
  },
  'flake8-async ASYNC104': {
    en: '`except*` in a file without async code.',
    'zh-cn': '没有异步代码的文件里的 `except*`。',
  },
  'flake8-async ASYNC105': {
    en: '`trio.open_file()` whose result is used: not awaited, it is reported where it is used.',
    'zh-cn': '结果被使用的 `trio.open_file()`：没有等待它，在使用结果的地方报告。',
  },
  'flake8-async ASYNC110': {
    en: '`sleep_until()` and `checkpoint()`: only sleeps count.',
    'zh-cn': '`sleep_until()` 和 `checkpoint()`：只看睡眠。',
  },
  'flake8-async ASYNC112': {
    en: '`with` in place of `async with`: `sync-with-on-async-cm` reports these lines, and they fail.',
    'zh-cn': '用 `with` 代替 `async with`：由 `sync-with-on-async-cm` 报告，这些代码运行时会失败。',
  },
  'flake8-async ASYNC116': {
    en: 'Any name `inf`, whatever its value; sleeps that are never awaited, which `unawaited-coroutine` and `async-callback` report.',
    'zh-cn': '名为 `inf` 的任何名称，不论其值；从未等待的睡眠，由 `unawaited-coroutine` 和 `async-callback` 报告。',
  },
  'flake8-async ASYNC119': {
    en: 'A generator with a decorator that is unknown.',
    'zh-cn': '带有未知装饰器的生成器。',
  },
  'flake8-async ASYNC124': {
    en: 'A function with a decorator, and one that has an `async for` in a generator expression.',
    'zh-cn': '带有装饰器的函数，以及生成器表达式中有 `async for` 的函数。',
  },
  'flake8-async ASYNC200': {
    en: 'Calls of names that are bound nowhere, and of methods of unknown objects.',
    'zh-cn': '对未定义名称的调用，以及对未知对象的方法的调用。',
  },
  'flake8-async ASYNC210': {
    en: 'Names that are bound nowhere.',
    'zh-cn': '未定义的名称。',
  },
  'flake8-async ASYNC212': {
    en: 'Methods that the class does not have; a global that is given another type further down.',
    'zh-cn': '类中没有的方法；后面又赋予其他类型的全局变量。',
  },
  'flake8-async ASYNC220': {
    en: '`os.spawn…()` with `P_NOWAIT`, which starts a process and goes on.',
    'zh-cn': '带 `P_NOWAIT` 的 `os.spawn…()`，它启动进程后立即继续。',
  },
  'flake8-async ASYNC231': {
    en: '`os.fdopen()` itself, which wraps what is open; what is read from it is reported.',
    'zh-cn': '`os.fdopen()` 本身只是包装已打开的文件；报告的是从中读取的操作。',
  },
  'flake8-async ASYNC232': {
    en: 'Methods that files do not have; variables that hold something else by then, or `None`.',
    'zh-cn': '文件没有的方法；此时已是其他值或 `None` 的变量。',
  },
  'flake8-async ASYNC240': {
    en: '`normpath()` and others that compute with text and do not ask the disk.',
    'zh-cn': '`normpath()` 等只处理文本、不访问磁盘的函数。',
  },
  'flake8-async ASYNC300': {
    en: 'The fixture puts something else in place of `asyncio.create_task` in the same function.',
    'zh-cn': '该文件在同一个函数里把 `asyncio.create_task` 换成了别的东西。',
  },
  'flake8-async ASYNC910': {
    en: '`return` in a function that awaits nothing: the function is reported; context managers of which an option of the tool says that they suppress exceptions.',
    'zh-cn': '什么都没有等待的函数里的 `return`：报告的是函数本身；由该工具的选项指明会抑制异常的上下文管理器。',
  },
  'flake8-async ASYNC913': {
    en: 'A loop round a nursery: to leave it counts as waiting.',
    'zh-cn': '包围 nursery 的循环：离开 nursery 算作等待。',
  },
  'ruff ASYNC105': {
    en: 'Coroutines that are handed to `trio.run()` or `async with`: `async-callback` and `async-with-on-sync-cm` report these lines.',
    'zh-cn': '传给 `trio.run()` 或 `async with` 的协程：由 `async-callback` 和 `async-with-on-sync-cm` 报告。',
  },
  'ruff ASYNC110': {
    en: '`sleep_until()`: only sleeps count.',
    'zh-cn': '`sleep_until()`：只看睡眠。',
  },
  'ruff ASYNC116': {
    en: 'Sleeps that are never awaited: `unawaited-coroutine` and `async-callback` report these lines.',
    'zh-cn': '从未等待的睡眠：由 `unawaited-coroutine` 和 `async-callback` 报告。',
  },
  'ruff ASYNC119': {
    en: 'A generator with `@asynccontextmanager`: leaving the block closes it.',
    'zh-cn': '带 `@asynccontextmanager` 的生成器：离开代码块时会关闭它。',
  },
  'ruff ASYNC220': {
    en: '`os.spawn…()` with `P_NOWAIT`, which starts a process and goes on.',
    'zh-cn': '带 `P_NOWAIT` 的 `os.spawn…()`，它启动进程后立即继续。',
  },
  'ruff ASYNC230': {
    en: 'In fixtures of pytest, which hold up no server.',
    'zh-cn': 'pytest 的 fixture 里，不会拖住任何服务器。',
  },
  'ruff ASYNC240': {
    en: '`abspath()`, which computes with text and does not ask the disk.',
    'zh-cn': '`abspath()` 只处理文本，不访问磁盘。',
  },
  'ruff RUF029': {
    en: 'Functions with a decorator, which may want an async function.',
    'zh-cn': '带有装饰器的函数，装饰器可能需要异步函数。',
  },
};
