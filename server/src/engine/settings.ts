import type { Severity } from '../rules/rule.ts';
import type { Localized } from '../text/localized.ts';
import type { PathPattern } from './path-pattern.ts';
import type { PythonVersion } from './python-version.ts';
import { settingKeys } from './settings-keys.ts';
import type { TextSpan } from './toml.ts';

/** What users can choose, from `[tool.async-pitfalls]` in pyproject.toml and from the editor. */
export interface Settings {
  /** Ids of the only rules to run; undefined: those that are on by default. */
  readonly select: readonly string[] | undefined;
  /** Ids of rules not to run. */
  readonly ignore: readonly string[];
  /** By rule id. */
  readonly severity: Readonly<Record<string, Severity>>;
  /** Ids of rules that drop their leniencies; true: all that have any. */
  readonly strict: readonly string[] | boolean;
  /** Files that are not checked. */
  readonly exclude: readonly PathPattern[];
  readonly perFileIgnores: readonly PerFileIgnore[];
  /** Tests, examples, benchmarks and documentation: some rules do not run there. */
  readonly relaxedPaths: readonly PathPattern[];
  /** Dotted names of functions that block, besides those that are known. */
  readonly blocking: readonly string[];
  /** Dotted names of functions that do not block, whatever is known of them. */
  readonly nonBlocking: readonly string[];
  /** Dotted names of functions that run the function they are given outside the event loop's thread. */
  readonly offLoaders: readonly string[];
  /** Dotted names of functions that run the coroutine they are given as a task and keep a reference to it. */
  readonly taskSpawners: readonly string[];
  /** The oldest version that the project supports; undefined: the interpreter's. */
  readonly python: PythonVersion | undefined;
}

export interface PerFileIgnore {
  readonly files: PathPattern;
  readonly rules: readonly string[];
}

/** The settings that one place names. */
export type SettingsLayer = Partial<Settings>;

/** A bad value in the settings; everything else there still counts. */
export interface SettingsProblem {
  /** The file it stands in; undefined: the editor's settings. */
  readonly uri: string | undefined;
  /** Undefined for the editor's settings. */
  readonly span: TextSpan | undefined;
  /** One sentence with what is allowed. */
  readonly message: Localized;
}

export const defaultSettings: Settings = {
  select: undefined,
  ignore: [],
  severity: {},
  strict: [],
  exclude: [],
  perFileIgnores: [],
  relaxedPaths: [],
  blocking: [],
  nonBlocking: [],
  offLoaders: [],
  taskSpawners: [],
  python: undefined,
};

/** What counts in a folder where nothing else is said. */
export const defaultsIn = (root: string): SettingsLayer => ({
  relaxedPaths: settingKeys.relaxedPaths.default.map((glob) => ({ glob, root })),
});

/** One Settings out of several layers, the strongest first. A setting that a layer names hides that of the weaker ones. */
export function mergeSettings(layers: readonly SettingsLayer[]): Settings {
  return Object.assign({}, defaultSettings, ...[...layers].reverse()) as Settings;
}

/** What a command line says, which wins over all settings. */
export interface CommandLineSettings {
  /** The only rules to run, whatever the settings turn off; undefined: as configured. */
  readonly select: readonly string[] | undefined;
  /** Rules not to run, besides those that the settings ignore. */
  readonly ignore: readonly string[];
  /** The settings that count instead of those of any pyproject.toml. */
  readonly config?: { readonly settings: SettingsLayer | undefined; readonly problems: readonly SettingsProblem[] };
}

export function chooseRules(
  settings: Settings,
  { select, ignore }: Pick<CommandLineSettings, 'select' | 'ignore'>,
): Settings {
  if (select) return { ...settings, select, ignore, relaxedPaths: [] };
  return { ...settings, ignore: [...settings.ignore, ...ignore] };
}
