import type { Convention } from './convention.ts';

export const setsUp: Convention = {
  meaning: {
    en: 'runs once for its object, and so do private methods that only such call: what it checks no other task checks meanwhile',
    'zh-cn': '对每个对象只运行一次，只由这类方法调用的私有方法也是如此：期间不会有别的任务做同样的检查',
  },
  rules: ['race-across-await'],
  groups: [
    {
      names: ['setup', 'set_up', 'start', 'startup', 'stop', 'initialize', 'init_…', 'on_startup'],
      seen: 'clients and servers that connect in `start()` and give up what they have in `stop()`',
      fixture: 'rules/race-across-await/set_up.py',
    },
    {
      names: ['__aenter__', '__await__'],
      seen: 'clients that connect when they are entered',
      fixture: 'rules/race-across-await/races.py',
    },
  ],
};

export const mainProgram: Convention = {
  meaning: { en: 'is the main program, which runs once', 'zh-cn': '是主程序，只运行一次' },
  rules: ['race-across-await'],
  groups: [{ names: ['main'], seen: 'scripts', fixture: 'rules/race-across-await/races.py' }],
};

export const cleansUp: Convention = {
  meaning: {
    en: 'ends what there is: errors of what it gathers, or of calls of it that are gathered, matter to nobody',
    'zh-cn': '负责收尾：它汇集的协程出错，或者汇集起来的对它的调用出错，都无关紧要',
  },
  rules: ['gather-exceptions'],
  groups: [
    {
      names: ['close', 'aclose', 'stop', 'shutdown', 'cleanup', 'clean_up', 'disconnect', 'terminate', '__aexit__'],
      seen: 'pools and servers',
      fixture: 'rules/gather-exceptions/clean_up.py',
    },
  ],
};

/** Whoever calls it, which is often a library: nobody does while they serve. */
export const endsApplication: Convention = {
  meaning: { en: 'runs when the application ends', 'zh-cn': '在应用结束时运行' },
  rules: ['blocking'],
  groups: [
    {
      names: ['shutdown', 'on_shutdown', 'teardown', 'tear_down'],
      seen: 'plugins and services that an application calls when it ends',
      fixture: 'rules/blocking-subprocess/hooks.py',
    },
  ],
};

export const spansApplication: Convention = {
  meaning: {
    en: 'with `@asynccontextmanager`, is handed to an application in another file, and runs when that starts and ends',
    'zh-cn': '带有 `@asynccontextmanager` 时，会在另一个文件里交给应用，在应用启动和结束时运行',
  },
  rules: ['blocking'],
  groups: [{ names: ['…_lifespan'], seen: 'FastAPI applications', fixture: 'rules/blocking-subprocess/hooks.py' }],
};

/** The applications are often objects of a library that is not installed, so that names are all there is. */
export const startAndEndHooks: Convention = {
  meaning: {
    en: 'a decorator, keyword, attribute or event that takes functions which run before an application serves, or after it has served',
    'zh-cn': '是装饰器、关键字参数、属性或事件，接受在应用开始服务之前或停止服务之后运行的函数',
  },
  rules: ['blocking'],
  groups: [
    hooks(['lifespan', 'startup', 'shutdown', 'on_startup', 'on_shutdown'], 'Starlette, FastAPI, Litestar'),
    hooks(['on_cleanup', 'cleanup_ctx'], 'aiohttp'),
    hooks(['post_init', 'post_stop', 'post_shutdown'], 'python-telegram-bot'),
    hooks(['before_serving', 'after_serving', 'while_serving'], 'Quart'),
    hooks(['before_server_start', 'after_server_start', 'before_server_stop', 'after_server_stop'], 'Sanic'),
    hooks(['main_process_start', 'main_process_stop'], 'Sanic'),
  ],
};

/** https://www.starlette.io/lifespan/ */
export const applicationClasses: Convention = {
  meaning: {
    en: 'is the class of an application, which a context manager opens and closes that takes it and nothing else',
    'zh-cn': '是应用的类，由只接受它一个参数的上下文管理器打开和关闭',
  },
  rules: ['blocking'],
  groups: [hooks(['Starlette', 'FastAPI', 'Litestar', 'Quart'], 'applications in several files')],
};

function hooks(names: readonly string[], seen: string) {
  return { names, seen, fixture: 'rules/blocking-subprocess/hooks.py' };
}
