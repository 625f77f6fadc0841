import type { Location, Position } from 'vscode-languageserver';
import type { RuleChange } from '../engine/configure-rule.ts';

/**
 * What our own client and the server say to each other beside the Language Server Protocol. Other clients need none of it.
 * The one file of the server that the client imports, so it stands on types alone.
 */

/** Commands of our own client that code actions name. */
export const clientCommands = {
  /** `[rule]` */
  explainRule: 'asyncPitfalls.explainRule',
  /** `[uri, Position, readonly Location[]]`, see `CallPath`. */
  peekPath: 'asyncPitfalls.peekPath',
  /** `[rule, uri]` */
  configureRule: 'asyncPitfalls.configureRule',
} as const;

/** Where a peek opens, and the calls that lead from there to one that blocks. */
export type CallPath = readonly [uri: string, position: Position, places: readonly Location[]];

export interface InitializationOptions {
  /** Which of `clientCommands` the client has. */
  readonly commands: readonly string[];
  /** Path of the folder in which facts are kept from one start to the next. */
  readonly cacheFolder: string;
}

export const methods = {
  /** Notification with `CursorParams`. */
  cursor: 'asyncPitfalls/cursor',
  /** Notification without parameters: the user has come back from another program. */
  windowFocused: 'asyncPitfalls/windowFocused',
  /** Notification with `InterpreterParams`. */
  interpreter: 'asyncPitfalls/interpreter',
  /** Request with `SettingsFileParams`, answered with `SettingsFile` or null. */
  settingsFile: 'asyncPitfalls/settingsFile',
  /** Request with `ConfigureRuleParams`, answered with a `TextEdit` or null. */
  configureRule: 'asyncPitfalls/configureRule',
  /** Request with `FixWorkspaceParams`, answered with a `WorkspaceEdit`, or null where there is nothing to fix. */
  fixWorkspace: 'asyncPitfalls/fixWorkspace',
  /** Request with `{}`, answered with text for a report of a mistake. */
  debugInformation: 'asyncPitfalls/debugInformation',
} as const;

/** The cursor went to another line; without a file it is in none. */
export interface CursorParams {
  readonly uri: string | null;
  readonly position: Position;
}

export interface InterpreterParams {
  /** URI of a workspace folder; null where no folder is open. */
  readonly folder: string | null;
  /** Of the Python executable; null when the one told before is chosen no more. */
  readonly path: string | null;
}

export interface FixWorkspaceParams {
  /** Whether fixes that the user has to look at are wanted, too. */
  readonly unsafe: boolean;
}

/** Asks where the settings of a Python file stand. */
export interface SettingsFileParams {
  readonly uri: string;
}

export interface SettingsFile {
  /** The nearest pyproject.toml with our table; null: the editor's settings. */
  readonly uri: string | null;
  /** A glob for the tests that the Python file belongs to. */
  readonly tests: string;
}

/** What a user may want of a rule that has reported something. */
export type ConfigureRuleChange = RuleChange | 'ignore-in-file';

/** Asks for the edit of a text as the client has it: of the settings' file, or of the Python file for `ignore-in-file`. */
export interface ConfigureRuleParams {
  readonly text: string;
  readonly rule: string;
  readonly change: ConfigureRuleChange;
  readonly tests: string;
}
