import type { Severity } from '../rules/rule.ts';
import type { Localized } from '../text/localized.ts';
import type { Range } from '../text/range.ts';

/** A finding as hosts show it: offsets are UTF-16 units from the start of the file. */
export interface Finding {
  readonly uri: string;
  readonly rule: string;
  readonly severity: Exclude<Severity, 'off'>;
  readonly start: number;
  readonly end: number;
  readonly message: Localized;
  readonly related: readonly {
    readonly uri: string;
    readonly start: number;
    readonly end: number;
    readonly message: Localized;
    /** One of the calls that lead, in this order, from here to what the finding is about. */
    readonly isCall?: true;
  }[];
  /** What the finding speaks of as a whole, where that is more than a statement: more text in it may make it untrue. */
  readonly whole?: Range;
  readonly unnecessary: boolean;
  readonly deprecated: boolean;
  /** The fixes, the preferred one first; only to be asked for on the revision that gave the finding. */
  fixes(): readonly FileFix[];
}

export interface FileFix {
  readonly title: Localized;
  readonly safety: 'safe' | 'unsafe';
  /** Made when they are first looked at. Offsets from the start of the file named by `uri`; edits of one file never overlap. */
  readonly edits: readonly FileEdit[];
  /** Imports that it takes uses of. What removes one of which no use is left is among its edits. */
  readonly loosened?: readonly FileImport[] | undefined;
}

export interface FileImport {
  readonly removal: FileEdit;
  readonly uses: number;
  readonly taken: number;
}

export interface FileEdit {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** Why the user should look at it before it is applied, where that is so. */
  readonly look?: Localized;
}

/** A change that no finding asks for. */
export interface FileRefactoring {
  readonly title: Localized;
  /** Made when they are first looked at. */
  readonly edits: readonly FileEdit[];
}
