import type { Entry, Frame } from './entries.ts';

/** A cycle that does not stand still after so many rounds is unsettled. */
const MAX_ROUNDS = 6;

/** Computes a cycle again, each of its entries once a round, until all stand still. `first` is the value of the first round. */
export function fixpoint({ family, key, second }: Entry, frame: Frame, first: unknown): unknown {
  const { compute, equal, unsettled } = family;
  let value = first;
  for (let round = 1; frame.moved || !equal(value, frame.current); round++) {
    const settling = round < MAX_ROUNDS;
    frame.current = settling ? value : unsettled;
    frame.moved = false;
    frame.localCache = undefined;
    carry(frame);
    value = compute(key, second);
    if (!settling) return unsettled;
  }
  return value;
}

/** What this round has found is where the next one starts from. */
function carry(frame: Frame): void {
  const { waiting } = frame;
  const carried = (frame.carried ??= new Set());
  for (const entry of waiting) {
    if (entry.provisional) entry.previous = { value: entry.provisional.value };
    entry.provisional = undefined;
    carried.add(entry);
  }
  waiting.length = 0;
}

/** What waits for a computation that has failed. */
export function abandon(entries: Entry[]): void {
  for (const entry of entries) entry.provisional = undefined;
  entries.length = 0;
}
