/** The name that a misspelt one was probably meant to be: at most a third of its letters wrong. */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  if (wrong.length > LENGTH_LIMIT) return undefined;
  for (const name of names) {
    // Each letter that one has more than the other is wrong.
    if (Math.abs(wrong.length - name.length) >= least) continue;
    const distance = editDistance(wrong, name, least);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/** No name is so long. */
const LENGTH_LIMIT = 100;

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment), counted up to a limit. */
function editDistance(a: string, b: string, limit: number): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  let current: number[] = [];
  for (let row = 1; row <= a.length; row++) {
    current[0] = row;
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const replace = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swap = isSwap ? twoAbove[column - 2]! + 1 : Infinity;
      current[column] = Math.min(replace, swap, above[column]! + 1, current[column - 1]! + 1);
      least = Math.min(least, current[column]!);
    }
    // Distances only grow from row to row; a swap reaches over one.
    if (least > limit) return limit;
    [twoAbove, above, current] = [above, current, twoAbove];
  }
  return above[b.length]!;
}
