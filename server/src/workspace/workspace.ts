import type { FileRefactoring, Finding } from '../engine/finding.ts';
import type { Settings, SettingsProblem } from '../engine/settings.ts';
import type { CheckedFile } from './checked-files.ts';
import type { LoopFunctions } from './loop-functions.ts';
import type { OutsidePiece } from './outsides/outside-text.ts';
import type { ContentChange } from '../text/edits.ts';
import type { Range } from '../text/range.ts';

/** A workspace folder; '' stands for files that are in none. */
export interface Folder {
  readonly uri: string;
  /** The editor's settings for it: the value of its section `asyncPitfalls`, as sent. */
  readonly settings: unknown;
  /** Path of the Python executable that the user chose; undefined when nobody said. */
  readonly interpreter: string | undefined;
}

export interface WorkspaceAbout {
  readonly folders: readonly (Folder & {
    /** Python files on disk. */
    readonly files: number;
    /** The Python that code is taken to be for, as `3.12`. */
    readonly python: string;
    /** Where the packages that it imports are installed. */
    readonly packages: string | undefined;
  })[];
  /** Every pyproject.toml with our table. */
  readonly settingsFiles: readonly string[];
}

/** The state of all known files. Three events go in; findings come out. Hosts and the protocol talk to this alone. */
export interface Workspace {
  /** An open document's text is this, by incremental changes or as a whole. */
  edited(uri: string, changes: readonly ContentChange[]): void;
  /** The document is closed: what is on disk counts again. */
  closed(uri: string): void;
  /** What the disk holds; undefined when there is no such file. Ignored for open documents until they are closed. */
  disk(uri: string, text: string | undefined): void;
  /** The folders and the editor's settings of each, in place of those before. A `pyproject.toml` comes by `disk` and wins. */
  configured(folders: readonly Folder[]): void;
  /** The pyproject.toml whose settings count for a file; undefined when the editor's count alone. */
  settingsFile(uri: string): string | undefined;
  /** The settings that count for a file, all layers taken together. */
  settings(uri: string): Settings;
  /** What is wrong in the settings now in force. */
  settingsProblems(): readonly SettingsProblem[];
  /** What counts in the workspace, for people to look at. */
  about(): WorkspaceAbout;
  /** The files on disk below the folders, those that changed last first. */
  files(): readonly string[];
  /** Text as analysed; undefined for unknown files. */
  text(uri: string): string | undefined;
  /** The file's findings after settings and suppressions, by position. The same array as long as nothing about them has changed. */
  findings(uri: string): readonly Finding[];
  /** What can be made of the function whose head is at an offset; not asked again, so for the text as it is. */
  refactorings(uri: string, offset: number): readonly FileRefactoring[];
  /** What a file tells others, in pieces: its text without what others cannot see. They are told the same by the text of the pieces. */
  outside(uri: string): readonly OutsidePiece[];
  /** The functions that have to do with the event loop; for the text as it is, like `refactorings`. */
  readonly loop: LoopFunctions;
  /** The calls of a file that make a coroutine which is kept for later. */
  keptCoroutines(uri: string): readonly Range[];
  /** The same with all fixes worked out, as data. */
  checked(uri: string): CheckedFile;
  /** Takes over what was found in other runs over these files, as far as it holds; to be called when all of them are known. */
  recallFindings(): void;
  /** Hands what was found to the cache, for other runs. */
  keepFindings(): void;
  /** Where a file is no valid Python, by position. */
  syntaxErrors(uri: string): readonly Range[];
  /** These, and where Python's compiler refuses what its grammar takes: `return` outside a function, `await` in a plain one. */
  compileErrors(uri: string): readonly Range[];
  /** What goes too deep, or is too large, to be looked through in full, by position. */
  tooDeep(uri: string): readonly Range[];
  /** The work for `findings` in short steps, between which a host can listen; may be left at any of them. */
  steps(uri: string): Iterable<undefined>;
  /** Counts every change of anything. */
  readonly revision: number;
  /** How many answers, inputs and chunks are remembered: a measure of the code, not of what has happened to it. */
  readonly remembered: number;
  /** Hands the facts of one more file to the cache, if there is one; false when all are handed over. */
  keepFacts(): boolean;
  /** Frees the trees. */
  dispose(): void;
}
