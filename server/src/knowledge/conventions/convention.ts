import type { Localized } from '../../text/localized.ts';

/**
 * Names that programs give to code of one kind, from which something is concluded where no code and no type tells better: a rule of
 * thumb, and so the last resort. What is here decides findings, and the pages of the rules tell so.
 */
export interface Convention {
  /** What is taken for granted, in Markdown: goes on behind the names. */
  readonly meaning: Localized;
  /** The rules whose findings it changes, by id; of all rules of a category by that. */
  readonly rules: readonly string[];
  readonly groups: readonly NamedSo[];
}

/** Names, where they were met, and the fixture, below `test/fixtures`, that shows other findings without any one of them. */
export interface NamedSo {
  readonly names: readonly NamePattern[];
  /** In what kind of code they were seen. */
  readonly seen: string;
  readonly fixture: string;
}

/**
 * The words of a name, however they are joined: `set_up` stands for `setUp` and `_SetUp`, too. `…` at either end stands for any words
 * before or behind, or none: `on_…`.
 */
export type NamePattern = string;

/** Whether a name is one of those of a convention. */
export function isNamedBy({ groups }: Convention, name: string | undefined): boolean {
  if (name === undefined || name === '') return false;
  const words = wordsOf(name);
  const { closed, open } = sortedPatterns(groups);
  return closed.has(words) || open.some((matches) => matches(words));
}

interface SortedPatterns {
  /** The words of those without `…`. */
  readonly closed: ReadonlySet<string>;
  readonly open: readonly ((words: string) => boolean)[];
}

/** Conventions are few, and asked for at every other name. */
const known = new WeakMap<readonly NamedSo[], SortedPatterns>();

function sortedPatterns(groups: readonly NamedSo[]): SortedPatterns {
  let sorted = known.get(groups);
  if (!sorted) {
    const all = groups.flatMap(({ names }) => names);
    const isOpen = (pattern: NamePattern): boolean => pattern.startsWith('…') || pattern.endsWith('…');
    sorted = {
      closed: new Set(all.filter((pattern) => !isOpen(pattern)).map(wordsOf)),
      open: all.filter(isOpen).map(openPattern),
    };
    known.set(groups, sorted);
  }
  return sorted;
}

/** `HTTPServer` → `http server`, `_set_up2` → `set up 2` */
export const wordsOf = (name: string): string => (name.match(WORD) ?? []).join(' ').toLowerCase();

const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}]+|\d+/gu;

/** Of a pattern with `…` at one end or at both. */
function openPattern(pattern: NamePattern): (words: string) => boolean {
  const own = wordsOf(pattern);
  if (!pattern.endsWith('…')) return (words) => ` ${words}`.endsWith(` ${own}`);
  if (!pattern.startsWith('…')) return (words) => `${words} `.startsWith(`${own} `);
  return (words) => ` ${words} `.includes(` ${own} `);
}
