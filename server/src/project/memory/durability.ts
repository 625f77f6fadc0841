/**
 * Where the inputs of an answer lie: a set of files and a set of parts of files, one bit each. Other engines have a few levels here, from what
 * changes often to what never does; with one for each file that is being edited, typing in one leaves the others alone. An answer holds as long as no such
 * part of such a file has changed, which takes no look at its dependencies. 0 is the empty set.
 */
export type Durability = number;

export const FILES = 15;
export const PARTS = 16;
/** The file for everything that hardly ever changes: what changes there is not loaded before it is asked for. */
export const SELDOM = 0;

/** One part (below `PARTS`) of one file (below `FILES`). */
export const durabilityAt = (file: number, part: number): Durability => (1 << file) | (1 << (FILES + part));

/** When which part of which file last changed. */
export class LastChanges {
  readonly #changedAt = Array.from({ length: FILES }, () => new Array<number>(PARTS).fill(0));

  changed(durability: Durability, revision: number): void {
    for (let files = durability & ALL_FILES; files !== 0; files &= files - 1)
      for (let parts = durability >> FILES; parts !== 0; parts &= parts - 1)
        this.#changedAt[lowest(files)]![lowest(parts)] = revision;
  }

  /** Whether any such part of any such file has changed after the revision. */
  hasChangedSince(revision: number, durability: Durability): boolean {
    for (let files = durability & ALL_FILES; files !== 0; files &= files - 1) {
      const ofFile = this.#changedAt[lowest(files)]!;
      for (let parts = durability >> FILES; parts !== 0; parts &= parts - 1)
        if (ofFile[lowest(parts)]! > revision) return true;
    }
    return false;
  }
}

const ALL_FILES = (1 << FILES) - 1;

/** The place of the lowest bit that is set. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);
