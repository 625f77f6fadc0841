import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a fix does, whatever the names of the user's code: `Run … in a thread`. */
export const kindOfFix = (title: string): string =>
  title
    .replaceAll(/`[^`]*`/g, '…')
    .replaceAll(/\d+/g, 'N')
    .replaceAll(/ an? …/g, ' …');

/** By rule, the kinds of all fixes that the fixtures show, as they stand in the snapshots. */
export function kindsInSnapshots(folder: string): ReadonlyMap<string, ReadonlySet<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.txt')) continue;
    let rule = '';
    for (const line of readFileSync(join(folder, path), 'utf8').split('\n')) {
      rule = /^\S+:\d+ \w+ ([\w-]+)$/.exec(line)?.[1] ?? rule;
      const title = /^ {4}(?:safe|unsafe) fix: (.*)$/.exec(line)?.[1];
      if (title === undefined || /\p{Script=Han}/u.test(title)) continue;
      kinds.set(rule, (kinds.get(rule) ?? new Set()).add(kindOfFix(title)));
    }
  }
  return kinds;
}
