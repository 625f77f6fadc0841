import type { Range } from './range.ts';

/** Replaces a range of a text; several of one batch all speak of the text before any of them. */
export interface TextEdit extends Range {
  readonly newText: string;
}

/** A change as LSP reports it: one after the other, each in offsets of the text that the last one left. Without a range the text is new. */
export interface ContentChange {
  readonly start?: number;
  readonly end?: number;
  readonly text: string;
}

/** What became of a text on the whole: `start`…`oldEnd` of the old one is `start`…`newEnd` of the new one, all else is as it was. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Edits must not overlap; those at one place are inserted in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < position) throw new RangeError('edits overlap');
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** The text after the changes, and one change that covers them all; offsets outside the text are moved to its end. */
export function applyChanges(text: string, changes: readonly ContentChange[]): { text: string; change: Change } {
  let current = text;
  let whole: Change | undefined;
  for (const { start, end, text: inserted } of changes) {
    if (start === undefined || end === undefined) {
      current = inserted;
      whole = difference(text, current);
      continue;
    }
    const from = clamp(start, 0, current.length);
    const to = clamp(end, from, current.length);
    current = current.slice(0, from) + inserted + current.slice(to);
    const next = { start: from, oldEnd: to, newEnd: from + inserted.length };
    whole = whole === undefined ? next : joined(whole, next);
  }
  return { text: current, change: whole ?? { start: 0, oldEnd: 0, newEnd: 0 } };
}

/** The smallest change between two texts: what their common beginning and end leave. */
export function difference(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

/** One change for two that follow each other. */
function joined(first: Change, second: Change): Change {
  const firstGrowth = first.newEnd - first.oldEnd;
  const secondGrowth = second.newEnd - second.oldEnd;
  return {
    start: Math.min(first.start, second.start),
    oldEnd: Math.max(first.oldEnd, second.oldEnd - firstGrowth),
    newEnd: Math.max(first.newEnd + secondGrowth, second.newEnd),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
