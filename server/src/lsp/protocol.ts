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
  /** The client answers `stat`, `readFile` and `readFolder`. */
  readonly readsFiles: true;
  /** Path of the folder in which facts are kept from one start to the next, where there is a disk. */
  readonly cacheFolder?: string;
  /** Uri of the folder with the grammars and libraries, for a server without a disk. */
  readonly assets?: string;
  /** The client watches whether the server answers. Over these texts it did not; they are left alone. */
  readonly leftAlone: readonly WatchedWork[];
}

/** A text that the server works on. */
export interface WatchedWork {
  /** Of its file. */
  readonly uri: string;
  /** Its `contentHash`: a text that is another one may be tried again. */
  readonly hash: string;
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
  /** Request with `{}`, answered with null: the server listens. */
  alive: 'asyncPitfalls/alive',
  /** Notification of the server with `WatchedWork`, before it begins: who never hears of it again knows over what. */
  working: 'asyncPitfalls/working',
  /** Request of the server with `FileParams`, answered with a `FileStat`, or null where there is no such file or folder. */
  stat: 'asyncPitfalls/stat',
  /** Request of the server with `FileParams`, answered with the bytes in Base64. */
  readFile: 'asyncPitfalls/readFile',
  /** Request of the server with `FileParams`, answered with `FolderEntry[]`. */
  readFolder: 'asyncPitfalls/readFolder',
} as const;

/** Asks for a file or folder of the workspace, wherever it lies. */
export interface FileParams {
  readonly uri: string;
}

export type FileKind = 'file' | 'folder' | 'link' | 'other';

export interface FileStat {
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** When it was written last, in milliseconds since 1970. */
  readonly modified: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: FileKind;
}

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
