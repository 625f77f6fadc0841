/** Replaces text between two offsets of the old text. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** How many lines further on a difference is looked for the end of; beyond, all the rest counts as different. */
const MAX_LOOKAHEAD = 200;

/** Small replacements that make one text from another: lines are compared, then trimmed to what differs in them. */
export function diffTexts(before: string, after: string): readonly Replacement[] {
  const old = splitLines(before);
  const fresh = splitLines(after);
  const replacements: Replacement[] = [];
  let offset = 0;
  for (let i = 0, j = 0; i < old.length || j < fresh.length;) {
    if (old[i] === fresh[j]) {
      offset += old[i]!.length;
      i++;
      j++;
      continue;
    }
    const [oldEnd, freshEnd] = endOfDifference(old, fresh, i, j);
    const removed = old.slice(i, oldEnd).join('');
    replacements.push(trim(offset, removed, fresh.slice(j, freshEnd).join('')));
    offset += removed.length;
    i = oldEnd;
    j = freshEnd;
  }
  return replacements;
}

const splitLines = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Where both texts go on alike: the nearest equal lines, or both ends. */
function endOfDifference(old: readonly string[], fresh: readonly string[], i: number, j: number): [number, number] {
  for (let sum = 1; sum <= MAX_LOOKAHEAD; sum++) {
    for (let skipped = 0; skipped <= sum; skipped++) {
      const [a, b] = [i + skipped, j + sum - skipped];
      if (a > old.length || b > fresh.length) continue;
      if (old[a] === fresh[b]) return [a, b];
    }
  }
  return [old.length, fresh.length];
}

/** Leaves out what is equal at both ends, but never cuts between the halves of a surrogate pair or of CRLF. */
function trim(offset: number, removed: string, inserted: string): Replacement {
  const shorter = Math.min(removed.length, inserted.length);
  let head = 0;
  while (head < shorter && removed[head] === inserted[head]) head++;
  while (isInside(removed, head) || isInside(inserted, head)) head--;
  let tail = 0;
  while (tail < shorter - head && removed.at(-1 - tail) === inserted.at(-1 - tail)) tail++;
  while (isInside(removed, removed.length - tail) || isInside(inserted, inserted.length - tail)) tail--;
  return {
    start: offset + head,
    end: offset + removed.length - tail,
    newText: inserted.slice(head, inserted.length - tail),
  };
}

const isInside = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/.test(text.slice(at - 1, at + 1));
