/**
 * Globs without regular expressions: globs come from strangers, and a backtracking engine can be made to need years for a
 * few dozen letters. Matching here takes at most the length of the glob times that of the path.
 *
 * `*` any text but no slash, `?` one character, `[a-z]` and `[!a-z]` one of some, `**` as a whole part any parts, `\` takes
 * the next character as it is.
 */
export type Glob = readonly Part[];

/** What one part of a path must look like; `**` stands for any number of parts. */
type Part = typeof ANY_PARTS | readonly Token[];

const ANY_PARTS = '**';
const ANY_TEXT = '*';
const ANY_CHARACTER = '?';

/** A code unit that stands for itself is a number. */
type Token = number | typeof ANY_TEXT | typeof ANY_CHARACTER | CharacterClass;

interface CharacterClass {
  readonly negated: boolean;
  /** First and last code unit of each. */
  readonly ranges: readonly (readonly [number, number])[];
}

export const parseGlob = (glob: string): Glob =>
  glob.split('/').map((part) => (part === ANY_PARTS ? ANY_PARTS : tokensOf(part)));

/** Whether the glob describes the whole path. */
export const matchesGlob = (glob: Glob, path: readonly string[]): boolean =>
  matchesSequence(glob, path.length, ANY_PARTS, (part, at) => part !== ANY_PARTS && matchesName(part, path[at]!));

/** A part without slashes, such as a name with `*` in it. */
export const parseName = (pattern: string): readonly Token[] => tokensOf(pattern);

export const matchesName = (tokens: readonly Token[], name: string): boolean =>
  matchesSequence(tokens, name.length, ANY_TEXT, (token, at) => matchesUnit(token, name.charCodeAt(at)));

function matchesUnit(token: Token, unit: number): boolean {
  if (typeof token === 'number') return token === unit;
  if (typeof token === 'string') return token === ANY_CHARACTER;
  return token.ranges.some(([first, last]) => first <= unit && unit <= last) !== token.negated;
}

/**
 * `star` takes as few items as will do. What matched before a later star needs no second look: the earliest place for it
 * leaves most to what follows.
 */
function matchesSequence<P>(
  pattern: readonly P[],
  length: number,
  star: P,
  matches: (each: P, item: number) => boolean,
): boolean {
  let at = 0;
  let item = 0;
  let lastStar = -1;
  let itemAtStar = 0;
  while (item < length) {
    const each = pattern[at];
    if (at < pattern.length && each === star) {
      lastStar = at++;
      itemAtStar = item;
    } else if (at < pattern.length && matches(each as P, item)) {
      at++;
      item++;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      item = ++itemAtStar;
    } else return false;
  }
  while (pattern[at] === star && at < pattern.length) at++;
  return at === pattern.length;
}

function tokensOf(part: string): Token[] {
  const tokens: Token[] = [];
  // Behind a bracket that is never closed no other one is looked for: each search goes to the end.
  let hasClasses = true;
  for (let at = 0; at < part.length; at++) {
    const character = part[at];
    const found: ReturnType<typeof classAt> = character === '[' && hasClasses ? classAt(part, at) : undefined;
    if (character === '[') hasClasses = found !== undefined;
    if (found) {
      tokens.push(found.token);
      at = found.end;
    } else if (character === '*') {
      if (tokens.at(-1) !== ANY_TEXT) tokens.push(ANY_TEXT);
    } else if (character === '?') tokens.push(ANY_CHARACTER);
    else {
      if (character === '\\' && at + 1 < part.length) at++;
      tokens.push(part.charCodeAt(at));
    }
  }
  return tokens;
}

/** `]` as the first character stands for itself; undefined where the bracket is never closed. */
function classAt(part: string, open: number): { token: CharacterClass; end: number } | undefined {
  const negated = part[open + 1] === '!' || part[open + 1] === '^';
  const ranges: [number, number][] = [];
  let at = open + (negated ? 2 : 1);
  const first = at;
  while (at < part.length) {
    if (part[at] === ']' && at > first) return { token: { negated, ranges }, end: at };
    if (part[at] === '\\' && at + 1 < part.length) at++;
    const from = part.charCodeAt(at++);
    const isRange = part[at] === '-' && at + 1 < part.length && part[at + 1] !== ']';
    ranges.push([from, isRange ? part.charCodeAt(at + 1) : from]);
    if (isRange) at += 2;
  }
  return undefined;
}
