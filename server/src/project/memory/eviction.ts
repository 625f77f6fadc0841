import type { Entry, Family } from './entries.ts';

/**
 * Evicts the entries that no root was made from, such as those about names that were typed half. An entry evicted in error
 * would only be made again: whoever keeps one keeps all that it depends on. `round` is another number each time.
 */
export function evictUnused(families: readonly Family[], round: number): void {
  for (const { entries, isRoot } of families)
    if (isRoot) for (const [key, entry] of entries) if (isRoot(key)) markInUse(entry, round);
  for (const { entries } of families)
    for (const [key, entry] of entries) {
      if (entry.visited !== round) entries.delete(key);
      for (const firewall of entry.firewalls ?? []) if (firewall.visited !== round) entry.firewalls?.delete(firewall);
    }
}

function markInUse(root: Entry, round: number): void {
  const waiting = [root];
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    if (entry.visited === round) continue;
    entry.visited = round;
    for (const dependency of entry.dependencies) if (dependency.visited !== round) waiting.push(dependency);
  }
}
