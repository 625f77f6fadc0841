import { distance } from 'fastest-levenshtein';

/** No name is so long. */
const LENGTH_LIMIT = 100;

/** The name that a misspelt one was probably meant to be: at most a third of its letters wrong, or in another order. */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  if (wrong.length > LENGTH_LIMIT) return undefined;
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  for (const name of names) {
    // Each letter that one has more than the other is wrong.
    if (Math.abs(wrong.length - name.length) >= least) continue;
    const between = sorted(wrong) === sorted(name) ? 1 : distance(wrong, name);
    if (between < least) [nearest, least] = [name, between];
  }
  return nearest;
}

const sorted = (name: string): string => Array.from(name).sort().join('');
