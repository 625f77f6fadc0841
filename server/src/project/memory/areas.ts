/**
 * What an answer was made from: a set of files and a set of parts of files, one bit each. An answer holds as long as no such
 * part of such a file has changed, which takes no look at its dependencies. 0 is the empty set.
 */
export type Areas = number;

export const FILES = 15;
export const PARTS = 16;
/** The file for everything that hardly ever changes: what changes there is not loaded before it is asked for. */
export const SELDOM = 0;

/** One part (below `PARTS`) of one file (below `FILES`). */
export const area = (file: number, part: number): Areas => (1 << file) | (1 << (FILES + part));

/** When which part of which file last changed. */
export class ChangedAreas {
  readonly #changedAt = Array.from({ length: FILES }, () => new Array<number>(PARTS).fill(0));

  changed(areas: Areas, revision: number): void {
    for (let files = areas & ALL_FILES; files !== 0; files &= files - 1)
      for (let parts = areas >> FILES; parts !== 0; parts &= parts - 1)
        this.#changedAt[lowest(files)]![lowest(parts)] = revision;
  }

  /** Whether any such part of any such file has changed after the revision. */
  hasChangedSince(revision: number, areas: Areas): boolean {
    for (let files = areas & ALL_FILES; files !== 0; files &= files - 1) {
      const ofFile = this.#changedAt[lowest(files)]!;
      for (let parts = areas >> FILES; parts !== 0; parts &= parts - 1)
        if (ofFile[lowest(parts)]! > revision) return true;
    }
    return false;
  }
}

const ALL_FILES = (1 << FILES) - 1;

/** The place of the lowest bit that is set. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);
