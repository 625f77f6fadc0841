import type { Localized } from '../text/localized.ts';

/** What a setting's value looks like. */
export type SettingShape = 'rules' | 'strictness' | 'severities' | 'globs' | 'rules-by-glob' | 'names' | 'version';

export interface SettingKey {
  /** As `[tool.async-pitfalls]` spells it. */
  readonly toml: string;
  readonly shape: SettingShape;
  /** Markdown, for the settings editor and the schema. */
  readonly description: Localized;
  /** Where it is other than empty; null where an empty list says something, too. */
  readonly default?: readonly string[] | null;
}

/** Every setting, by its name in `Settings` and in the editor. */
export const settingKeys = {
  select: {
    toml: 'select',
    shape: 'rules',
    description: {
      en: 'The only rules to run; an empty list runs none. Without it, all rules run that are not off by default.',
      'zh-cn': '只运行这些规则；空列表表示一条也不运行。不设置时，运行所有默认没有关闭的规则。',
    },
    default: null,
  },
  ignore: {
    toml: 'ignore',
    shape: 'rules',
    description: {
      en: 'Rules not to run.',
      'zh-cn': '不运行的规则。',
    },
  },
  severity: {
    toml: 'severity',
    shape: 'severities',
    description: {
      en: 'Severity by rule: `error`, `warning`, `information`, `hint` or `off`. Also turns on rules that are off by default. A hint shows in the editor as dots with a lightbulb, nowhere else.',
      'zh-cn':
        '每条规则的严重程度：`error`、`warning`、`information`、`hint` 或 `off`。也可以用来打开默认关闭的规则。`hint` 只在编辑器中显示为小点和灯泡，其他地方都不显示。',
    },
  },
  strict: {
    toml: 'strict',
    shape: 'strictness',
    description: {
      en: 'Rules that report all that the equal checks of flake8-async, ruff and SonarPython report, also where it does no harm that can be seen: a list, or `true` for all rules that can be strict. Turns on those that are off by default.',
      'zh-cn':
        '按照 flake8-async、ruff 和 SonarPython 中对应检查的标准来报告的规则，即使看不出有害处也会报告：可以是一个列表，也可以是 `true`，表示所有可以从严的规则。默认关闭的规则也会因此打开。',
    },
  },
  exclude: {
    toml: 'exclude',
    shape: 'globs',
    description: {
      en: 'Globs of files and folders not to check. One without a slash matches names at any depth, one with a slash paths below the project folder.',
      'zh-cn':
        '不检查的文件和文件夹的 glob 模式。不含斜杠的模式匹配任意层级的名称，含斜杠的模式匹配项目文件夹下的路径。',
    },
  },
  perFileIgnores: {
    toml: 'per-file-ignores',
    shape: 'rules-by-glob',
    description: {
      en: 'Rules not to run in some files, by glob.',
      'zh-cn': '在某些文件中不运行的规则，以 glob 模式指定文件。',
    },
  },
  relaxedPaths: {
    toml: 'relaxed-paths',
    shape: 'globs',
    description: {
      en: 'Globs of tests, examples, benchmarks, documentation and copies of other projects, where rules about blocking calls, races, `gather()` and dropped tasks do not run; an empty list lets all rules run everywhere. Counts only where the project has files besides these.',
      'zh-cn':
        '测试、示例、基准测试、文档以及其他项目副本的 glob 模式，关于阻塞调用、竞态、`gather()` 和未保存任务的规则在其中不运行；空列表表示所有规则处处运行。只有项目中还有其他文件时才生效。',
    },
    default: [
      ...['test', 'tests', '*_tests', 'test_*.py', '*_test.py', 'conftest.py'],
      ...['example', 'examples', 'sample', 'samples', 'demo', 'demos'],
      ...['doc', 'docs', 'docs_src', 'bench', 'benchmark', 'benchmarks'],
      ...['vendor', 'vendored', '_vendor', '_vendored', 'third_party'],
    ],
  },
  blocking: {
    toml: 'blocking',
    shape: 'names',
    description: {
      en: 'Dotted names of your own functions that block the event loop, such as `billing.api.charge`; `*` stands for any text, as in `billing.api.*`.',
      'zh-cn':
        '你自己的、会阻塞事件循环的函数的带点名称，例如 `billing.api.charge`；`*` 代表任意文字，例如 `billing.api.*`。',
    },
  },
  nonBlocking: {
    toml: 'non-blocking',
    shape: 'names',
    description: {
      en: 'Dotted names of functions that do not block the event loop, although Async Pitfalls says so; `*` stands for any text.',
      'zh-cn': '不会阻塞事件循环、却被 Async Pitfalls 报告为阻塞的函数的带点名称；`*` 代表任意文字。',
    },
  },
  offLoaders: {
    toml: 'off-loaders',
    shape: 'names',
    description: {
      en: 'Dotted names of functions that run the function they are given in a thread or process, as `asyncio.to_thread` does; `*` stands for any text.',
      'zh-cn': '像 `asyncio.to_thread` 那样，把传入的函数放到线程或进程中运行的函数的带点名称；`*` 代表任意文字。',
    },
  },
  taskSpawners: {
    toml: 'task-spawners',
    shape: 'names',
    description: {
      en: 'Dotted names of functions that run the coroutine they are given as a task and keep a reference to it.',
      'zh-cn': '把传入的协程作为任务运行并保存其引用的函数的带点名称。',
    },
  },
  python: {
    toml: 'python',
    shape: 'version',
    description: {
      en: 'The oldest Python version that the project supports, such as `3.10`. By default from `requires-python`, else the interpreter’s.',
      'zh-cn': '项目支持的最低 Python 版本，例如 `3.10`。默认取自 `requires-python`，否则取自解释器。',
    },
  },
} as const satisfies Record<string, SettingKey>;

export type SettingName = keyof typeof settingKeys;
