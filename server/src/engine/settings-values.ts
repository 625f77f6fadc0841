import type { Severity } from '../rules/rule.ts';
import { ruleIds, strictRules } from '../rules/registry.ts';
import { inEachLanguage, localized, type Localized } from '../text/localized.ts';
import { nearestName } from './nearest-name.ts';
import { globProblem } from './path-pattern.ts';
import { parsePythonVersion } from './python-version.ts';
import { type SettingKey, settingKeys, type SettingName, type SettingShape } from './settings-keys.ts';
import type { SettingsLayer, SettingsProblem } from './settings.ts';

export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint', 'off'];

/** A complaint about a value; `path` leads to it, keys and indices as written. */
export interface ValueProblem {
  readonly path: readonly (string | number)[];
  readonly message: Localized;
}

export interface CheckedValues {
  readonly settings: SettingsLayer;
  readonly problems: readonly ValueProblem[];
}

/** The `asyncPitfalls` settings of an editor; globs are about the folder `root` (a URI). */
export function readEditorSettings(
  values: unknown,
  root: string,
): { settings: SettingsLayer; problems: readonly SettingsProblem[] } {
  const known: Record<string, unknown> = {};
  if (isTable(values)) {
    for (const [name, { default: unset }] of Object.entries<SettingKey>(settingKeys)) {
      // An editor hands out null and the package's defaults for what the user never set.
      const isSet = unset === undefined ? !isEmpty(values[name]) : Array.isArray(values[name]);
      if (isSet) known[name] = values[name];
    }
  }
  const { settings, problems } = checkValues(known, root, 'editor');
  return {
    settings,
    problems: problems.map(({ path, message }) => ({
      uri: undefined,
      span: undefined,
      message: texts.atSetting(path.join('.'), message),
    })),
  };
}

/** Whether the editor's settings of a folder say that nothing is to be found there, whatever a pyproject.toml says. */
export const isTurnedOff = (values: unknown): boolean => isTable(values) && values.enable === false;

/** Sorts raw values into good settings and complaints. */
export function checkValues(
  values: Readonly<Record<string, unknown>>,
  root: string,
  spelling: 'toml' | 'editor',
): CheckedValues {
  const spell = (name: SettingName): string => (spelling === 'toml' ? settingKeys[name].toml : name);
  const names = new Map((Object.keys(settingKeys) as SettingName[]).map((name) => [spell(name), name]));
  const settings: Record<string, unknown> = {};
  const problems: ValueProblem[] = [];
  for (const [key, value] of Object.entries(values).slice(0, ENTRY_LIMIT)) {
    const name = names.get(key);
    if (name === undefined) {
      problems.push({ path: [key], message: texts.noSetting(key, meant(key, names.keys())) });
      continue;
    }
    const complain: Complain = (path, message) => problems.push({ path: [key, ...path], message });
    const checked = readers[settingKeys[name].shape](value, complain, root);
    if (checked !== undefined) settings[name] = checked;
  }
  return { settings, problems: problems.slice(0, PROBLEM_LIMIT).map(shortened) };
}

/** Of a list or table. Settings come with the repository, and names and globs are asked about each file or call. */
const ENTRY_LIMIT = 1000;

/** Nobody reads more. */
const PROBLEM_LIMIT = 100;
const MESSAGE_LIMIT = 500;

const shortened = ({ path, message }: ValueProblem): ValueProblem => ({
  path,
  message: inEachLanguage((language) => {
    const text = message[language];
    return text.length > MESSAGE_LIMIT ? `${text.slice(0, MESSAGE_LIMIT)}…` : text;
  }),
});

/** What is wrong with a rule's name; undefined if nothing is. */
export function ruleNameProblem(id: string): Localized | undefined {
  return ruleIds.has(id) ? undefined : texts.noRule(id, meant(id, ruleIds));
}

type Complain = (path: readonly (string | number)[], message: Localized) => void;
type Reader = (value: unknown, complain: Complain, root: string) => unknown;

const readers: Readonly<Record<SettingShape, Reader>> = {
  rules: readRules,
  strictness: (value, complain) => (typeof value === 'boolean' ? value : readStrictRules(value, complain)),
  names: (value, complain) => readStrings(value, complain, texts.expectedNames, dottedNameProblem),
  globs: (value, complain, root) =>
    readStrings(value, complain, texts.expectedGlobs, globProblem)?.map((glob) => ({ glob, root })),
  'rules-by-glob': readRulesByGlob,
  severities: readSeverities,
  version: readVersion,
};

/** A list of nothing but mistakes is not the wish for an empty one: as `select` it would turn every rule off. */
function readRules(value: unknown, complain: Complain): string[] | undefined {
  const rules = readStrings(value, complain, texts.expectedRules, ruleNameProblem);
  return rules?.length === 0 && (value as unknown[]).length > 0 ? undefined : rules;
}

/** Naming a rule that cannot be strict has no effect, and whoever does so expects one. */
const readStrictRules = (value: unknown, complain: Complain): string[] | undefined =>
  readStrings(
    value,
    complain,
    texts.expectedStrictness,
    (id) => ruleNameProblem(id) ?? (strictRules.has(id) ? undefined : texts.neverStrict(id, [...strictRules])),
  );

function readStrings(
  value: unknown,
  complain: Complain,
  expected: Localized,
  problemOf: (item: string) => Localized | undefined,
): string[] | undefined {
  if (!Array.isArray(value)) {
    complain([], expected);
    return undefined;
  }
  const good: string[] = [];
  if (value.length > ENTRY_LIMIT) complain([], texts.beyondLimit(ENTRY_LIMIT));
  value.slice(0, ENTRY_LIMIT).forEach((item: unknown, index) => {
    const problem = typeof item === 'string' ? problemOf(item) : expected;
    if (problem === undefined) good.push(item as string);
    else complain([index], problem);
  });
  return good;
}

function readRulesByGlob(value: unknown, complain: Complain, root: string): unknown {
  if (!isTable(value)) {
    complain([], texts.expectedRulesByGlob);
    return undefined;
  }
  return entriesOf(value, complain).flatMap(([glob, ids]) => {
    const problem = globProblem(glob);
    if (problem !== undefined) {
      complain([glob], problem);
      return [];
    }
    const rules = readStrings(
      ids,
      (path, message) => {
        complain([glob, ...path], message);
      },
      texts.expectedRules,
      ruleNameProblem,
    );
    return rules === undefined ? [] : [{ files: { glob, root }, rules }];
  });
}

function readSeverities(value: unknown, complain: Complain): unknown {
  if (!isTable(value)) {
    complain([], texts.expectedSeverities(severities));
    return undefined;
  }
  const good: Record<string, Severity> = {};
  for (const [id, severity] of entriesOf(value, complain)) {
    const problem = ruleNameProblem(id);
    if (problem !== undefined) complain([id], problem);
    else if (severities.includes(severity as Severity)) good[id] = severity as Severity;
    else complain([id], texts.expectedSeverity(severities));
  }
  return good;
}

function entriesOf(table: Readonly<Record<string, unknown>>, complain: Complain): readonly [string, unknown][] {
  const entries = Object.entries(table);
  if (entries.length > ENTRY_LIMIT) complain([], texts.beyondLimit(ENTRY_LIMIT));
  return entries.slice(0, ENTRY_LIMIT);
}

function readVersion(value: unknown, complain: Complain): unknown {
  const version = typeof value === 'string' ? parsePythonVersion(value) : undefined;
  if (version === undefined) complain([], texts.expectedVersion);
  return version;
}

const dottedNameProblem = (name: string): Localized | undefined =>
  /^[\p{L}_*][\p{L}\p{N}_*]*(\.[\p{L}_*][\p{L}\p{N}_*]*)*$/u.test(name) ? undefined : texts.noDottedName(name);

/** What to write instead: the nearest name, else all of them if they are few. */
function meant(wrong: string, names: Iterable<string>): Localized {
  const all = [...names];
  const nearest = nearestName(wrong, all);
  if (nearest !== undefined) return texts.perhaps(nearest);
  return all.length <= 12 ? texts.allowed(all) : texts.listed;
}

const quoted = (names: readonly string[], between: string): string => names.map((name) => `\`${name}\``).join(between);

const texts = {
  atSetting: localized({
    en: (path: string, message: string) => `asyncPitfalls.${path}: ${message}`,
    'zh-cn': (path, message) => `asyncPitfalls.${path}：${message}`,
  }),
  noSetting: localized({
    en: (name: string, instead: string) => `there is no setting \`${name}\`; ${instead}`,
    'zh-cn': (name, instead) => `没有设置项 \`${name}\`；${instead}`,
  }),
  noRule: localized({
    en: (rule: string, instead: string) => `there is no rule \`${rule}\`; ${instead}`,
    'zh-cn': (rule, instead) => `没有规则 \`${rule}\`；${instead}`,
  }),
  perhaps: localized({
    en: (name: string) => `did you mean \`${name}\`?`,
    'zh-cn': (name) => `你要写的是不是 \`${name}\`？`,
  }),
  allowed: localized({
    en: (names: readonly string[]) => `allowed are ${quoted(names, ', ')}`,
    'zh-cn': (names) => `可用的有 ${quoted(names, '、')}`,
  }),
  listed: { en: '`async-pitfalls rules` lists them', 'zh-cn': '用 `async-pitfalls rules` 可以列出全部规则' },
  beyondLimit: localized({
    en: (limit: number) => `only the first ${String(limit)} entries count`,
    'zh-cn': (limit) => `只有前 ${String(limit)} 项有效`,
  }),
  expectedNames: { en: 'expected a list of dotted names', 'zh-cn': '应为由带点的名称组成的列表' },
  expectedGlobs: { en: 'expected a list of globs', 'zh-cn': '应为由 glob 模式组成的列表' },
  expectedRules: { en: 'expected a list of rule ids', 'zh-cn': '应为由规则名组成的列表' },
  expectedStrictness: {
    en: 'expected `true`, `false` or a list of rule ids',
    'zh-cn': '应为 `true`、`false` 或由规则名组成的列表',
  },
  neverStrict: localized({
    en: (rule: string, strict: readonly string[]) =>
      `\`${rule}\` has no leniencies to drop; rules that can be strict are ${quoted(strict, ', ')}`,
    'zh-cn': (rule, strict) => `\`${rule}\` 没有可以从严之处；可以从严的规则有 ${quoted(strict, '、')}`,
  }),
  expectedRulesByGlob: {
    en: 'expected a table of globs with a list of rule ids each',
    'zh-cn': '应为一个表：键是 glob 模式，值是规则名列表',
  },
  expectedSeverities: localized({
    en: (levels: readonly string[]) => `expected a table of rule ids with one of ${quoted(levels, ', ')} each`,
    'zh-cn': (levels) => `应为一个表：键是规则名，值是 ${quoted(levels, '、')} 之一`,
  }),
  expectedSeverity: localized({
    en: (levels: readonly string[]) => `expected one of ${quoted(levels, ', ')}`,
    'zh-cn': (levels) => `应为 ${quoted(levels, '、')} 之一`,
  }),
  expectedVersion: {
    en: 'expected a Python version in quotes, such as "3.10"',
    'zh-cn': '应为带引号的 Python 版本，例如 "3.10"',
  },
  noDottedName: localized({
    en: (name: string) => `\`${name}\` is no dotted name of a function or class, such as \`package.module.function\``,
    'zh-cn': (name) => `\`${name}\` 不是函数或类的带点名称，例如 \`package.module.function\``,
  }),
};

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
