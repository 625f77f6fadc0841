/** What a setting's value looks like. */
export type SettingShape = 'rules' | 'severities' | 'globs' | 'rules-by-glob' | 'names' | 'version';

export interface SettingKey {
  /** As `[tool.async-pitfalls]` spells it. */
  readonly toml: string;
  readonly shape: SettingShape;
  /** Markdown, for the settings editor and the schema. */
  readonly description: string;
  /** Where it is other than empty; null where an empty list says something, too. */
  readonly default?: readonly string[] | null;
}

/** Every setting, by its name in `Settings` and in the editor. */
export const settingKeys = {
  select: {
    toml: 'select',
    shape: 'rules',
    description:
      'The only rules to run; an empty list runs none. Without it, all rules run that are not off by default.',
    default: null,
  },
  ignore: { toml: 'ignore', shape: 'rules', description: 'Rules not to run.' },
  severity: {
    toml: 'severity',
    shape: 'severities',
    description:
      'Severity by rule: `error`, `warning`, `information`, `hint` or `off`. Also turns on rules that are off by default. A hint shows in the editor as dots with a lightbulb, nowhere else.',
  },
  exclude: {
    toml: 'exclude',
    shape: 'globs',
    description:
      'Globs of files and folders not to check. One without a slash matches names at any depth, one with a slash paths below the project folder.',
  },
  perFileIgnores: {
    toml: 'per-file-ignores',
    shape: 'rules-by-glob',
    description: 'Rules not to run in some files, by glob.',
  },
  relaxedPaths: {
    toml: 'relaxed-paths',
    shape: 'globs',
    description:
      'Globs of tests, examples, benchmarks, documentation and copies of other projects, where rules about blocking calls, races, `gather()` and dropped tasks do not run; an empty list lets all rules run everywhere. Counts only where the project has files besides these.',
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
    description:
      'Dotted names of your own functions that block the event loop, such as `billing.api.charge`; `*` stands for any text, as in `billing.api.*`.',
  },
  nonBlocking: {
    toml: 'non-blocking',
    shape: 'names',
    description:
      'Dotted names of functions that do not block the event loop, although Async Pitfalls says so; `*` stands for any text.',
  },
  offLoaders: {
    toml: 'off-loaders',
    shape: 'names',
    description:
      'Dotted names of functions that run the function they are given in a thread or process, as `asyncio.to_thread` does; `*` stands for any text.',
  },
  taskSpawners: {
    toml: 'task-spawners',
    shape: 'names',
    description:
      'Dotted names of functions that run the coroutine they are given as a task and keep a reference to it.',
  },
  python: {
    toml: 'python',
    shape: 'version',
    description:
      'The oldest Python version that the project supports, such as `3.10`. By default from `requires-python`, else the interpreter’s.',
  },
} as const satisfies Record<string, SettingKey>;

export type SettingName = keyof typeof settingKeys;
