import type { SettingName } from '../src/engine/settings-keys.ts';
import type { Localized } from '../src/text/localized.ts';

/** A table of settings beside Python files, and what it changes. Shown on the page about settings, and tried by running the command line. */
export interface ConfigurationExample {
  /** One sentence in Markdown. */
  readonly about: Localized;
  /** Lines of `[tool.async-pitfalls]`. */
  readonly toml: string;
  /** By path; the last is the one that is checked. */
  readonly files: Readonly<Record<string, string>>;
  /** What is found in the last file, as `line rule`: without the settings and with them. */
  readonly without: readonly string[];
  readonly within: readonly string[];
}

const SLEEPY = 'import time\n\n\nasync def poll():\n    time.sleep(1)\n';

export const configurationExamples: Readonly<Record<SettingName, ConfigurationExample>> = {
  select: {
    about: {
      en: 'Only coroutines that never run are reported, nothing else.',
      'zh-cn': '只报告从未运行的协程，其他都不报告。',
    },
    toml: 'select = ["unawaited-coroutine"]\n',
    files: { 'app.py': SLEEPY },
    without: ['5 blocking-sleep'],
    within: [],
  },
  ignore: {
    about: { en: 'Sleeping in a coroutine is nowhere reported.', 'zh-cn': '任何地方都不报告协程里的休眠。' },
    toml: 'ignore = ["blocking-sleep"]\n',
    files: { 'app.py': SLEEPY },
    without: ['5 blocking-sleep'],
    within: [],
  },
  severity: {
    about: { en: 'One rule becomes an error, another is turned off.', 'zh-cn': '一条规则改为错误，另一条关闭。' },
    toml: 'severity = { dangling-task = "error", blocking-sleep = "off" }\n',
    files: { 'app.py': SLEEPY },
    without: ['5 blocking-sleep'],
    within: [],
  },
  strict: {
    about: {
      en: 'Waiting in a loop is reported wherever it is done, not only where an event could tell.',
      'zh-cn': '只要是在循环中等待就会报告，而不是只在可以用事件代替时才报告。',
    },
    toml: 'strict = ["busy-wait"]\n',
    files: {
      'app.py':
        'import asyncio\n\nfrom devices import printer\n\n\nasync def finish():\n    while printer.is_busy():\n        await asyncio.sleep(1)\n',
    },
    without: [],
    within: ['7 busy-wait'],
  },
  exclude: {
    about: {
      en: 'Neither folders called `migrations` nor what is in `src/legacy` are checked.',
      'zh-cn': '名为 `migrations` 的文件夹和 `src/legacy` 中的内容都不检查。',
    },
    toml: 'exclude = ["migrations", "src/legacy"]\n',
    files: { 'src/legacy/app.py': SLEEPY },
    without: ['5 blocking-sleep'],
    within: [],
  },
  perFileIgnores: {
    about: { en: 'Scripts may sleep.', 'zh-cn': '脚本可以休眠。' },
    toml: 'per-file-ignores = { "scripts" = ["blocking-sleep"] }\n',
    files: { 'scripts/app.py': SLEEPY },
    without: ['5 blocking-sleep'],
    within: [],
  },
  relaxedPaths: {
    about: { en: 'Tests are checked as strictly as the program.', 'zh-cn': '测试与程序检查得同样严格。' },
    toml: 'relaxed-paths = ["examples"]\n',
    files: { 'app.py': 'import time\n', 'tests/test_app.py': SLEEPY },
    without: [],
    within: ['5 blocking-sleep'],
  },
  blocking: {
    about: {
      en: 'Nothing in the code tells that `charge()` waits for another machine; the second name stands for all in a package.',
      'zh-cn': '代码里没有任何线索表明 `charge()` 在等待另一台机器；第二个名称代表一个包里的所有函数。',
    },
    toml: 'blocking = ["billing.api.charge", "legacy.*"]\n',
    files: {
      'billing/api.py': 'from billing._native import send\n\n\ndef charge(order):\n    send(order)\n',
      'app.py': 'from billing.api import charge\n\n\nasync def check_out(order):\n    charge(order)\n',
    },
    without: [],
    within: ['5 blocking-call'],
  },
  nonBlocking: {
    about: {
      en: '`load()` reads a small file, once; that is meant to be.',
      'zh-cn': '`load()` 只读取一次很小的文件；这是有意为之。',
    },
    toml: 'non-blocking = ["config.load"]\n',
    files: {
      'config.py':
        'import json\n\n\ndef load():\n    with open("config.json") as file:\n        return json.load(file)\n',
      'app.py': 'from config import load\n\n\nasync def start():\n    return load()\n',
    },
    without: ['5 blocking-file'],
    within: [],
  },
  offLoaders: {
    about: {
      en: 'By its annotation `in_thread` gives the function back as it is; in truth it moves the work into a thread.',
      'zh-cn': '按照注解，`in_thread` 会把函数原样交回；实际上它会把工作移到线程中。',
    },
    toml: 'off-loaders = ["workers.in_thread"]\n',
    files: {
      'workers.py': [
        'from collections.abc import Callable',
        'from concurrent.futures import ThreadPoolExecutor',
        'from typing import TypeVar',
        '',
        'F = TypeVar("F", bound=Callable)',
        'threads = ThreadPoolExecutor()',
        '',
        '',
        'def in_thread(function: F) -> F:',
        '    return lambda *args: threads.submit(function, *args)',
        '',
      ].join('\n'),
      'app.py': [
        'import time',
        '',
        'from workers import in_thread',
        '',
        '',
        '@in_thread',
        'def export(report):',
        '    time.sleep(1)',
        '',
        '',
        'async def nightly():',
        '    export("sales")',
        '',
      ].join('\n'),
    },
    without: ['12 blocking-sleep'],
    within: [],
  },
  taskSpawners: {
    about: {
      en: '`spawn()` starts what it is given as a task: a function that nobody called is a mistake there.',
      'zh-cn': '`spawn()` 会把收到的东西作为任务启动：传入没有调用的函数就是错误。',
    },
    toml: 'task-spawners = ["background.spawn"]\n',
    files: {
      'background.py': [
        'import asyncio',
        '',
        'tasks = set()',
        '',
        '',
        'def spawn(coroutine):',
        '    task = asyncio.create_task(coroutine)',
        '    tasks.add(task)',
        '    task.add_done_callback(tasks.discard)',
        '',
      ].join('\n'),
      'app.py': [
        'from background import spawn',
        '',
        '',
        'async def send_mail():',
        '    ...',
        '',
        '',
        'async def sign_up():',
        '    spawn(send_mail)',
        '',
      ].join('\n'),
    },
    without: [],
    within: ['9 gather-function-object'],
  },
  python: {
    about: {
      en: 'The project still runs on Python 3.10, which has no `asyncio.TaskGroup`: no message or fix speaks of it.',
      'zh-cn': '项目还要在 Python 3.10 上运行，那里没有 `asyncio.TaskGroup`：任何消息和修复都不会提到它。',
    },
    toml: 'python = "3.10"\n',
    files: { 'app.py': SLEEPY },
    without: ['5 blocking-sleep'],
    within: ['5 blocking-sleep'],
  },
};
