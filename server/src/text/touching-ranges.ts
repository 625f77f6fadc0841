import type { Range } from './range.ts';

/**
 * Answers which of some ranges touch another one, ends included, without a look at those that lie elsewhere. The answer is
 * not in order.
 */
export function touchingRanges<T extends Range>(ranges: readonly T[]): (range: Range) => readonly T[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  /** How far those up to each of them reach. */
  let furthest = 0;
  const reachedBefore = sorted.map(({ end }) => (furthest = Math.max(furthest, end)));
  return ({ start, end }) => {
    const found: T[] = [];
    for (let i = countUpTo(sorted, end) - 1; i >= 0 && reachedBefore[i]! >= start; i--) {
      const each = sorted[i]!;
      if (each.end >= start) found.push(each);
    }
    return found;
  };
}

/** How many begin at an offset or before it. */
function countUpTo(sorted: readonly Range[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
