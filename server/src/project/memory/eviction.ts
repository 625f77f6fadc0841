import { type Entry, type Family, ONLY, onlyRow } from './entries.ts';

/**
 * Evicts the entries that no root was made from, such as those about names that were typed half. An entry evicted in error
 * would only be made again: whoever keeps one keeps all that it depends on. `round` is another number each time.
 */
export function evictUnused(families: readonly Family[], round: number): void {
  for (const family of families)
    if (family.isRoot) for (const [key, entry] of onlyRow(family)) if (family.isRoot(key)) markInUse(entry, round);
  for (const family of families)
    for (const [first, row] of family.rows) {
      for (const [key, entry] of row) {
        if (entry.visited !== round && row.delete(key)) family.size--;
        evictFirewalls(entry, round);
      }
      if (row.size === 0 && first !== ONLY) family.rows.delete(first);
    }
}

function evictFirewalls({ firewalls }: Entry, round: number): void {
  for (const firewall of firewalls ?? []) if (firewall.visited !== round) firewalls?.delete(firewall);
}

function markInUse(root: Entry, round: number): void {
  const waiting = [root];
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    if (entry.visited === round) continue;
    entry.visited = round;
    for (const dependency of entry.dependencies) if (dependency.visited !== round) waiting.push(dependency);
  }
}
