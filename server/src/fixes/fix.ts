import type { Location } from '../project/names/location.ts';
import type { Localized } from '../text/localized.ts';

/** Replaces the text at `at` by `newText`; an empty range inserts. */
export interface Edit {
  readonly at: Location;
  readonly newText: string;
  /** Why the user should look at it before it is applied, where that is so. */
  readonly look?: Localized;
}

/** An import that edits take uses of, but not always all of them. */
export interface LoosenedImport {
  /** What removes it, if no use is left. */
  readonly removal: Edit;
  /** How often the file uses it, and how many of these the edits take away. */
  readonly uses: number;
  readonly taken: number;
}

/** Makes the edits of a fix that is known to be possible. */
export type MakeEdits = () => readonly Edit[];

/** Those of all parts; undefined where one of them is impossible. */
export const allParts = (parts: readonly (MakeEdits | undefined)[]): MakeEdits | undefined =>
  parts.every((make) => make !== undefined) ? () => parts.flatMap((make) => make()) : undefined;

export interface Fix {
  /** Shown in the menu: an imperative with the user's names, e.g. "Await `fetch_user()`". */
  readonly title: Localized;
  /** 'safe': repairs a certain failure or keeps behaviour; takes part in fix-all. 'unsafe': the user must look. */
  readonly safety: 'safe' | 'unsafe';
  /**
   * Made when the fix is chosen, as menus show titles only; whether there is a fix, and what it rests on, is known before. Edits
   * of one fix never overlap. Several files are possible.
   */
  readonly edits: MakeEdits;
}
