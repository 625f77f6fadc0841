import type { Entry } from './entries.ts';
import type { Source } from './queries.ts';

/**
 * The inputs below an entry, and the answers with a durability of their own; undefined when one of them has no name. What never
 * changes is none of them. `walk` is another number each time.
 */
export function sourcesBelow(root: Entry, walk: number): readonly Source[] | undefined {
  const sources: Source[] = [];
  const waiting = [...root.dependencies];
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    if (entry.visited === walk || entry.durability === 0) continue;
    entry.visited = walk;
    const { family, key } = entry;
    if (!family.isInput && !family.durability) {
      for (const dependency of entry.dependencies) if (dependency.visited !== walk) waiting.push(dependency);
    } else if (family.name === undefined) return undefined;
    else sources.push({ name: family.name, key: String(key) });
  }
  return sources;
}
