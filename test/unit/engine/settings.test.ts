import { describe, expect, test } from 'vitest';
import { oldestPython } from '../../../server/src/engine/python-version.ts';
import { matchesPath } from '../../../server/src/engine/path-pattern.ts';
import { readProjectFile, readPyproject, settingsLayers } from '../../../server/src/engine/pyproject.ts';
import { selectRules } from '../../../server/src/engine/selection.ts';
import { readEditorSettings } from '../../../server/src/engine/settings-values.ts';
import { chooseRules, defaultSettings, mergeSettings, type Settings } from '../../../server/src/engine/settings.ts';
import { wordRule } from './fake-file.ts';

const ROOT = 'file:///project';
const read = (text: string) => readPyproject(`${ROOT}/pyproject.toml`, text);

describe('pyproject.toml', () => {
  test('gives every setting', () => {
    const { settings, problems, python } = read(`
[project]
requires-python = ">=3.9,<4"

[tool.async-pitfalls]
select = ["unused-suppression"]
ignore = []
strict = ["busy-wait"]
exclude = ["migrations", "src/legacy/**"]
relaxed-paths = ["tests"]
blocking = ["billing.charge"]
non-blocking = ["open"]
off-loaders = ["app.threads.run"]
task-spawners = ["app.tasks.Pool.spawn"]
python = "3.11"

[tool.async-pitfalls.severity]
unused-suppression = "error"

[tool.async-pitfalls.per-file-ignores]
"tests/**" = ["unused-suppression"]
`);
    expect(problems).toEqual([]);
    expect(python).toEqual([3, 9]);
    expect(settings).toEqual({
      select: ['unused-suppression'],
      ignore: [],
      exclude: [
        { glob: 'migrations', root: ROOT },
        { glob: 'src/legacy/**', root: ROOT },
      ],
      perFileIgnores: [{ files: { glob: 'tests/**', root: ROOT }, rules: ['unused-suppression'] }],
      relaxedPaths: [{ glob: 'tests', root: ROOT }],
      severity: { 'unused-suppression': 'error' },
      strict: ['busy-wait'],
      blocking: ['billing.charge'],
      nonBlocking: ['open'],
      offLoaders: ['app.threads.run'],
      taskSpawners: ['app.tasks.Pool.spawn'],
      python: [3, 11],
    } satisfies Settings);
  });

  test('strictness is for all rules that can be strict, or for some of them', () => {
    const strictOf = (value: string) => {
      const { settings, problems } = read(`[tool.async-pitfalls]\nstrict = ${value}\n`);
      return [settings?.strict, problems.map(({ message }) => message.en.replace(/ are .*/, ' are …'))];
    };
    expect(strictOf('true')).toEqual([true, []]);
    expect(strictOf('["busy-wait", "dangling-tusk"]')).toEqual([
      ['busy-wait'],
      ['strict: there is no rule `dangling-tusk`; did you mean `dangling-task`?'],
    ]);
    expect(strictOf('["dangling-task"]')).toEqual([
      [],
      ['strict: `dangling-task` has no leniencies to drop; rules that can be strict are …'],
    ]);
    expect(strictOf('"yes"')).toEqual([undefined, ['strict: expected `true`, `false` or a list of rule ids']]);
  });

  test('without our table says nothing', () => {
    expect(read('[tool.ruff]\nselect = ["ASYNC"]\n')).toEqual({
      settings: undefined,
      python: undefined,
      asyncTests: undefined,
      wantsTestPlugin: false,
      problems: [],
    });
  });

  test('each bad value is told with its line and what is allowed, and the rest counts', () => {
    const { settings, problems } = read(
      [
        '[tool.ruff]', // 1
        'select = ["unused-suppresion"]',
        '[tool.async-pitfalls] # ours',
        'selekt = []',
        'ignore = [',
        '  "unused-suppression",',
        '  "unused-suppresion",', // 7
        ']',
        'severity = { unused-suppression = "fatal" }',
        'python = 3.9', // 10
        'exclude = "tests"',
        'blocking = ["a b", "fine.name", "fine.*"]',
        'per-file-ignores."tests/*" = ["nothing-like-it"]', // 13
        'task-spawners = [{ a = 1 }]',
      ].join('\r\n'),
    );
    expect(problems.map(({ span, message }) => `${String(span?.start.line)} ${message.en}`)).toEqual([
      '4 selekt: there is no setting `selekt`; did you mean `select`?',
      '7 ignore: there is no rule `unused-suppresion`; did you mean `unused-suppression`?',
      '9 severity.unused-suppression: expected one of `error`, `warning`, `information`, `hint`, `off`',
      '10 python: expected a Python version in quotes, such as "3.10"',
      '11 exclude: expected a list of globs',
      '12 blocking: `a b` is no dotted name of a function or class, such as `package.module.function`',
      expect.stringMatching(/^13 per-file-ignores\.tests\/\*: there is no rule `nothing-like-it`; /),
      '14 task-spawners: expected a list of dotted names',
    ]);
    expect(settings).toEqual({
      ignore: ['unused-suppression'],
      severity: {},
      blocking: ['fine.name', 'fine.*'],
      perFileIgnores: [{ files: { glob: 'tests/*', root: ROOT }, rules: [] }],
      taskSpawners: [],
    });
  });

  test.each([
    ['["unused-suppresion"]', undefined],
    ['["unused-suppresion", "unused-suppression"]', ['unused-suppression']],
    ['[]', []],
  ])('a rule that does not exist turns nothing off: select = %s', (list, select) => {
    const { settings, problems } = read(`[tool.async-pitfalls]\nselect = ${list}\n`);
    expect(settings?.select).toEqual(select);
    expect(problems.map(({ span }) => span?.start.line)).toEqual(list.includes('presion') ? [2] : []);
  });

  test.each(['async_pitfalls', 'asyncpitfalls', 'AsyncPitfalls', '"async pitfalls"'])(
    '[tool.%s] is told of',
    (name) => {
      const text = `[tool.async-pitfalls]\nignore = []\n\n[tool.${name}]\nignore = ["blocking-sleep"]\n`;
      const { settings, problems } = read(text);
      expect(settings).toEqual({ ignore: [] });
      expect(problems.map(({ span }) => span?.start.line)).toEqual([4]);
      expect(problems[0]?.message.en).toContain('`[tool.async-pitfalls]`');
    },
  );

  test('that is no TOML is told once', () => {
    const { settings, problems } = read('[tool.async-pitfalls]\nselect = [\n');
    expect(settings).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.span?.start.line).toBeGreaterThan(1);
    expect(problems[0]?.message.en).not.toContain('\n');
  });

  test.each([
    ['[tool]\nasync-pitfalls = 1\n', 2],
    ['tool.async-pitfalls.select = "x"\n', 1],
    ['[tool]\nasync-pitfalls = { select = 1 }\n', 2],
  ])('that is odd (%j) is told', (text, line) => {
    expect(read(text).problems.map(({ span }) => span?.start.line)).toEqual([line]);
  });

  test.each([
    ['# selekt = 1\n[tool.async-pitfalls]\nselekt = 1\n', ['selekt']],
    ['[tool.async-pitfalls]\nignore = [\n  # "nothing-like-it"\n  "nothing-like-it",\n]\n', ['"nothing-like-it"']],
    ['text = """\n[tool.async-pitfalls]\nselekt = 1\n"""\n[tool]\n"async-pitfalls" = {x.y = 1}\n', ['x']],
    ['[tool.async-pitfalls.severity]\n"no-rule" = "error"\n', ['"no-rule"']],
    ['[[tool.async-pitfalls]]\n', ['async-pitfalls']],
    ['\uFEFF[tool.async-pitfalls]\npython = 3\n', ['python']],
  ])('the mistake in %j is shown where it stands', (text, places) => {
    const lines = text.split('\n');
    expect(
      read(text).problems.map(({ span }) => lines[span!.start.line - 1]?.slice(span!.start.column, span!.end.column)),
    ).toEqual(places);
  });

  test.each(['[__proto__]\nselect = ["x"]\n', 'tool.__proto__.select = 1\n[tool.async-pitfalls]\nselekt = 1\n'])(
    'cannot reach into other objects: %j',
    (text) => {
      read(text);
      expect(({} as { select?: unknown }).select).toBeUndefined();
    },
  );

  test('may be nested deeper than any stack', () => {
    const deep = `x = ${'['.repeat(50_000)}${']'.repeat(50_000)}\n[tool.async-pitfalls]\nselekt = 1\n`;
    expect(read(deep).problems).toHaveLength(1);
  });

  test('may begin with a byte order mark', () => {
    expect(read('\uFEFF[tool.async-pitfalls]\npython = "3.10"\n').settings).toEqual({ python: [3, 10] });
  });
});

test.each([
  ['', undefined],
  ['[tool.pytest.ini_options]\ntestpaths = ["tests"]\n', 'marked'],
  ['[tool.pytest.ini_options]\nasyncio_mode = "strict"\n', 'marked'],
  ['[tool.pytest.ini_options]\nasyncio_mode = "auto"\n', 'all'],
  ['[tool.pytest.ini_options]\ntrio_mode = true\n', 'all'],
  ['[tool.pytest.ini_options]\naddopts = "-ra --asyncio-mode=auto"\n', 'all'],
  ['[tool.pytest.ini_options]\naddopts = ["-o", "asyncio_mode=auto"]\n', 'all'],
])('%j tells which async tests pytest runs', (text, tests) => {
  expect(read(text).asyncTests).toBe(tests);
});

test.each([
  ['pyproject.toml', '[project]\ndependencies = ["pytest"]\n', false],
  ['pyproject.toml', '[dependency-groups]\ndev = ["pytest", "pytest_asyncio[x]==1.0"]\n', true],
  ['pyproject.toml', '[tool.pytest.ini_options]\nasyncio_mode = "strict"\n', true],
  ['pytest.ini', '[pytest]\nasyncio_mode = auto\n', true],
  ['pytest.ini', '[pytest]\ntestpaths = my-pytest-asyncio\n', false],
  ['tox.ini', '[testenv]\ndeps =\n  pytest-trio\n', true],
  ['tox.ini', '[testenv]\n# pytest-trio\ndeps = pytest\n', false],
  ['setup.cfg', '[options.extras_require]\ntest = pytest; anyio\n', true],
])('%s with %j asks for a plugin for async tests: %j', (name, text, wants) => {
  expect(readProjectFile(`${ROOT}/${name}`, text).wantsTestPlugin).toBe(wants);
});

describe('merging', () => {
  const near = read('[tool.async-pitfalls]\nignore = ["unused-suppression"]\n');
  const far = read('[project]\nrequires-python = "~=3.8"\n[tool.async-pitfalls]\nignore = []\nblocking = ["a.b"]\n');
  const bare = read('[project]\nname = "x"\n');

  test('the nearest file with our table wins over the editor, setting by setting', () => {
    const settings = mergeSettings(settingsLayers([bare, near, far], { ignore: [], nonBlocking: ['c.d'] }));
    expect(settings).toEqual({
      ...defaultSettings,
      ignore: ['unused-suppression'],
      nonBlocking: ['c.d'],
      python: [3, 8],
    });
  });

  test('`python` of the editor wins over requires-python', () => {
    expect(mergeSettings(settingsLayers([far], { python: [3, 12] })).python).toEqual([3, 12]);
    expect(mergeSettings(settingsLayers([], {})).python).toBeUndefined();
  });
});

describe('editor settings', () => {
  test('are read under their camel-case names; what is empty was never set', () => {
    const values = { nonBlocking: ['a.b'], select: null, severity: {}, python: '', exclude: null, trace: 'off' };
    expect(readEditorSettings(values, ROOT)).toEqual({ settings: { nonBlocking: ['a.b'] }, problems: [] });
    expect(readEditorSettings(undefined, ROOT)).toEqual({ settings: {}, problems: [] });
  });

  test('bad values are told without a place', () => {
    expect(readEditorSettings({ severity: { 'unused-suppression': 'loud' } }, ROOT).problems).toEqual([
      {
        uri: undefined,
        span: undefined,
        message: {
          en: 'asyncPitfalls.severity.unused-suppression: expected one of `error`, `warning`, `information`, `hint`, `off`',
          'zh-cn':
            'asyncPitfalls.severity.unused-suppression：应为 `error`、`warning`、`information`、`hint`、`off` 之一',
        },
      },
    ]);
  });
});

test.each([
  ['>=3.9', [3, 9]],
  ['>= 3.10.4, <4', [3, 10]],
  ['~=3.8.2', [3, 8]],
  ['==3.12.*', [3, 12]],
  ['>3.7,>=3.9', [3, 9]],
  ['>=3', undefined],
  ['==3.*', undefined],
  ['>=2.7,!=3.0.*,!=3.1.*', [3, 2]],
  ['>3.9', [3, 9]],
  ['>=3.9.0rc1,!=3.9.*', [3, 10]],
  ['===3.11.4', undefined],
  ['>=4', undefined],
  ['', undefined],
  ['<4', undefined],
  ['!=3.9', undefined],
  ['nonsense', undefined],
])('requires-python %j begins at %j', (text, version) => {
  expect(oldestPython(text)).toEqual(version);
});

test.each([
  ['migrations', 'app/migrations/0001.py', true],
  ['*_pb2.py', 'deep/down/x_pb2.py', true],
  ['migrations/', 'app/migrations/0001.py', true],
  ['src/legacy', 'src/legacy/a/b.py', true],
  ['./src/legacy/**', 'src/legacy/a/b.py', true],
  ['/src', 'src/a.py', true],
  ['/src', 'app/src/a.py', false],
  ['src/legacy', 'app/src/legacy/a.py', false],
  ['**/generated/*.py', 'a/b/generated/x.py', true],
  ['tests', 'mytests/a.py', false],
  ['my files', 'my%20files/a.py', true],
  ['!tests', 'src/a.py', false],
  ['{gen,vendor}/*.py', 'vendor/a.py', true],
  ['{gen,vendor}/*.py', 'src/a.py', false],
  ['a{1,{2,3}}.py', 'src/a3.py', true],
  ['{a}.py', '{a}.py', true],
  ['(a+)+b', '(a+)+b/x.py', true],
  ['(a+)+b', `${'a'.repeat(40)}.py`, false],
  ['*a'.repeat(200), `${'a'.repeat(250)}.py`, false],
])('the glob %j on %j: %s', (glob, path, expected) => {
  expect(matchesPath(`${ROOT}/${path}`, { glob, root: ROOT })).toBe(expected);
});

describe('settings of a stranger are read within reason', () => {
  const table = (lines: string): string => `[tool.async-pitfalls]\n${lines}\n`;
  const listOf = (count: number): string =>
    JSON.stringify(Array.from({ length: count }, (_, i) => `no-rule-${String(i)}`));

  test('of 20,000 names 1,000 count, and 100 are told', () => {
    const { problems } = read(table(`ignore = ${listOf(20_000)}`));
    expect(problems).toHaveLength(100);
    expect(problems[0]?.message.en).toBe('ignore: only the first 1000 entries count');
    const named = Array.from({ length: 1001 }, (_, i) => `"g${String(i)}" = ["unused-suppression"]`);
    const { settings, problems: more } = read(table(`[tool.async-pitfalls.per-file-ignores]\n${named.join('\n')}`));
    expect(settings?.perFileIgnores).toHaveLength(1000);
    expect(more).toMatchObject([
      { span: { start: { line: 2 } }, message: { en: 'per-file-ignores: only the first 1000 entries count' } },
    ]);
  });

  test('a name of 100,000 letters is cut where it is shown, and no other is sought for it', () => {
    const { problems } = read(table(`ignore = ["${'a'.repeat(100_000)}"]`));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message.en).toMatch(/^ignore: there is no rule `a+…$/);
    expect(problems[0]?.message.en.length).toBeLessThan(600);
  });

  test('globs that stand for too many or are too long are told and do not count', () => {
    const { settings, problems } = read(table(`exclude = ["${'{a,b}'.repeat(7)}", "${'a'.repeat(5000)}", "fine"]`));
    expect(settings?.exclude).toEqual([{ glob: 'fine', root: ROOT }]);
    expect(problems.map(({ message }) => message.en)).toEqual([
      'exclude: a glob has at most 100 choices in braces',
      'exclude: a glob has at most 4096 characters',
    ]);
    expect(read(table(`per-file-ignores = { "" = [] }`)).problems).toHaveLength(1);
  });

  test('lines of blanks do not hold up the search for the line of a bad value', () => {
    const text = `${table('selekt = []')}[${' '.repeat(100_000)}x${' '.repeat(100_000)}]\n`;
    expect(read(text).problems).toMatchObject([{ span: { start: { line: 2 } } }]);
  });
});

test('a glob speaks of its own folder only', () => {
  expect(matchesPath('file:///projects/a.py', { glob: '*', root: ROOT })).toBe(false);
});

test('a command line selects instead of the settings, and ignores besides them', () => {
  const settings = { ...defaultSettings, select: ['a', 'b'], ignore: ['a'] };
  expect(chooseRules(settings, { select: ['a'], ignore: ['c'] })).toEqual({
    ...settings,
    select: ['a'],
    ignore: ['c'],
  });
  expect(chooseRules(settings, { select: undefined, ignore: ['c'] })).toEqual({ ...settings, ignore: ['a', 'c'] });
});

test.each([
  ['a dotted key', `[tool.async-pitfalls]\n${'a.'.repeat(50_000)}b = 1\n`],
  ['a header', `[tool.async-pitfalls.${'a.'.repeat(50_000)}b]\n`],
  ['inline tables', `[tool.async-pitfalls]\na = ${'{a = '.repeat(500)}1${'}'.repeat(500)}\n`],
])('%s of thousands of levels is told, and read no further', (_, text) => {
  expect(read(text).problems).toHaveLength(1);
});

describe('the rules for a file', () => {
  const rules = [wordRule('on', '', ''), wordRule('optional', '', '', { severity: 'off' })];
  const uri = `${ROOT}/tests/test_a.py`;
  const selected = (settings: Partial<Settings>) =>
    [...selectRules(rules, { ...defaultSettings, ...settings }, uri).values()].map(
      ({ rule, severity }) => `${rule.id} ${severity}`,
    );
  const files = (glob: string) => ({ glob, root: ROOT });

  test.each<[string, Partial<Settings>, string[]]>([
    ['by default', {}, ['on warning']],
    ['selected', { select: ['optional'] }, ['optional information']],
    ['turned on by severity', { severity: { optional: 'error' } }, ['on warning', 'optional error']],
    ['turned off by severity', { severity: { on: 'off' } }, []],
    ['selected although turned off', { select: ['on'], severity: { on: 'off' } }, ['on warning']],
    ['selected with a severity', { select: ['optional'], severity: { optional: 'error' } }, ['optional error']],
    ['selected and ignored', { select: ['on', 'optional'], ignore: ['on'] }, ['optional information']],
    ['ignored', { ignore: ['on'] }, []],
    ['ignored in the file', { perFileIgnores: [{ files: files('tests/*'), rules: ['on'] }] }, []],
    ['ignored in other files', { perFileIgnores: [{ files: files('src/*'), rules: ['on'] }] }, ['on warning']],
    ['in an excluded folder', { exclude: [files('tests')] }, []],
  ])('%s', (_, settings, expected) => {
    expect(selected(settings)).toEqual(expected);
  });
});
