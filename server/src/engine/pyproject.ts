import { localized } from '../text/localized.ts';
import { oldestPython, type PythonVersion } from './python-version.ts';
import { checkValues } from './settings-values.ts';
import type { SettingsLayer, SettingsProblem } from './settings.ts';
import { readToml, type TextSpan, type TomlLayout, tomlLayout } from './toml.ts';

/** What a pyproject.toml says that matters here. */
export interface Pyproject {
  /** `[tool.async-pitfalls]`; undefined when there is no such table. */
  readonly settings: SettingsLayer | undefined;
  /** The oldest version that `[project] requires-python` allows. */
  readonly python: PythonVersion | undefined;
  /** Which async tests pytest runs by `[tool.pytest.ini_options]`; undefined when there is no such table. */
  readonly asyncTests: AsyncTests | undefined;
  /** It asks for a plugin that lets pytest run async tests, or has settings of one. */
  readonly wantsTestPlugin: boolean;
  readonly problems: readonly SettingsProblem[];
}

/** All, or those alone that carry the mark of a plugin. */
export type AsyncTests = 'all' | 'marked';

const nothing: Pyproject = {
  settings: undefined,
  python: undefined,
  asyncTests: undefined,
  wantsTestPlugin: false,
  problems: [],
};

/** The keys that lead to our table. */
export const TABLE = ['tool', 'async-pitfalls'] as const;

/** Reads a file with one of the names; `uri` is its own. */
export const readProjectFile = (uri: string, text: string): Pyproject =>
  uri.endsWith('.toml') ? readPyproject(uri, text) : readIni(text);

/** `pytest.ini`, `tox.ini` and `setup.cfg` matter for pytest alone, `[pytest]` or `[tool:pytest]` in them. */
function readIni(text: string): Pyproject {
  const code = text.replaceAll(/^\s*[#;].*$/gm, '');
  const isAboutPytest = /^\[(?:tool:)?pytest\]/m.test(code);
  const isAuto = /^\s*(?:asyncio|anyio|trio)_mode\s*[=:]\s*(?:auto|true)/im.test(code);
  return {
    ...nothing,
    asyncTests: isAboutPytest && isAuto ? 'all' : undefined,
    wantsTestPlugin: TEST_PLUGIN.test(code) || (isAboutPytest && MODE.test(code)),
  };
}

const TEST_PLUGIN =
  /(?<![\w.-])(?:(?:alt[-_.])?pytest[-_.](?:asyncio|trio|aiohttp|twisted|tornado5?|tornasync|aio|curio|sanic)|anyio)(?![a-z])/i;
const MODE = /\b(?:asyncio|anyio|trio)_mode\b/;

/** Anywhere: among dependencies, extras and groups of whichever tool, as a key or in a text. */
function namesTestPlugin(value: unknown): boolean {
  if (typeof value === 'string') return TEST_PLUGIN.test(value);
  if (Array.isArray(value)) return value.some(namesTestPlugin);
  if (!isTable(value)) return false;
  return Object.entries(value).some(([key, item]) => TEST_PLUGIN.test(key) || MODE.test(key) || namesTestPlugin(item));
}

/** Reads a pyproject.toml; `uri` is its own, globs in it are about its folder. */
export function readPyproject(uri: string, text: string): Pyproject {
  const read = readToml(text);
  if (!read.value) {
    const { span, message } = read;
    return { ...nothing, problems: text.includes('async-pitfalls') ? [{ uri, span, message }] : [] };
  }
  const toml = read.value;
  let layout: TomlLayout | undefined;
  const spanOf: SpanOf = (path) => (layout ??= tomlLayout(text))?.spanOf(path);
  const { settings, problems } = readTable(uri, toml, spanOf);
  return {
    settings,
    problems: [...problems, ...misspelledTables(uri, toml, spanOf)],
    python: requiredPython(toml),
    asyncTests: asyncTests(toml),
    wantsTestPlugin: namesTestPlugin(toml),
  };
}

/**
 * The layers for a file, the strongest first: the nearest pyproject.toml with our table, the editor, `requires-python`.
 * `pyprojects` are those of the file's folder and the folders around it, the nearest first.
 */
export function settingsLayers(pyprojects: readonly Pyproject[], editor: SettingsLayer): readonly SettingsLayer[] {
  const own = pyprojects.find((pyproject) => pyproject.settings)?.settings;
  const python = pyprojects.find((pyproject) => pyproject.python)?.python;
  return [...(own ? [own] : []), editor, ...(python ? [{ python }] : [])];
}

type SpanOf = (path: readonly (string | number)[]) => TextSpan | undefined;

function readTable(uri: string, toml: unknown, spanOf: SpanOf): Pick<Pyproject, 'settings' | 'problems'> {
  const table = tableAt(toml, TABLE);
  if (table === undefined) return { settings: undefined, problems: [] };
  if (!isTable(table)) {
    const problem = { uri, span: spanOf(TABLE), message: texts.noTable };
    return { settings: undefined, problems: [problem] };
  }
  const { settings, problems } = checkValues(table, uri.slice(0, uri.lastIndexOf('/')), 'toml');
  return {
    settings,
    problems: problems.map(({ path, message }) => ({
      uri,
      span: spanOf([...TABLE, ...path]),
      message: texts.at(path.filter((step) => typeof step === 'string').join('.'), message),
    })),
  };
}

/** `[tool.async_pitfalls]` and the like, which nobody would read. */
function misspelledTables(uri: string, toml: unknown, spanOf: SpanOf): readonly SettingsProblem[] {
  const [tool, table] = TABLE;
  const names = Object.keys(tableAt(toml, [tool]) ?? {});
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');
  return names
    .filter((name) => name !== table && plain(name) === plain(table))
    .map((name) => ({
      uri,
      span: spanOf([tool, name]),
      message: texts.misspelled(name, table),
    }));
}

const texts = {
  noTable: { en: 'tool.async-pitfalls: expected a table', 'zh-cn': 'tool.async-pitfalls：应为一个表' },
  at: localized({
    en: (keys: string, message: string) => `${keys}: ${message}`,
    'zh-cn': (keys, message) => `${keys}：${message}`,
  }),
  misspelled: localized({
    en: (name: string, table: string) => `tool.${name}: this table is not read; its name is \`[tool.${table}]\``,
    'zh-cn': (name, table) => `tool.${name}：这个表不会被读取，正确的名称是 \`[tool.${table}]\``,
  }),
};

function requiredPython(toml: unknown): PythonVersion | undefined {
  const required = tableAt(toml, ['project', 'requires-python']);
  return typeof required === 'string' ? oldestPython(required) : undefined;
}

/**
 * The modes of pytest-asyncio, pytest-trio and anyio, of which a command line in `addopts` may speak, too.
 * https://pytest-asyncio.readthedocs.io/en/stable/reference/configuration.html
 */
function asyncTests(toml: unknown): AsyncTests | undefined {
  const table = tableAt(toml, ['tool', 'pytest', 'ini_options']);
  if (!isTable(table)) return undefined;
  const modes = [table.asyncio_mode, table.anyio_mode, table.trio_mode];
  const isAuto = modes.some((mode) => mode !== undefined && mode !== 'strict' && mode !== 'false' && mode !== false);
  return isAuto || /(?:asyncio|anyio|trio).mode/.test(JSON.stringify(table.addopts ?? '')) ? 'all' : 'marked';
}

function tableAt(toml: unknown, path: readonly string[]): unknown {
  let value = toml;
  for (const key of path) {
    if (!isTable(value)) return undefined;
    value = value[key];
  }
  return value;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
