import type { ContentChange } from '../../../server/src/text/edits.ts';
import { keysOf, type Key } from './keys.ts';

/** Some typing in a file: the text before it, and every key. */
export interface Session {
  readonly kind: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly keys: readonly Key[];
}

/** What is done at one place: so much of the text there is taken away, backwards as with the key, and this is typed. */
export interface Place {
  readonly at: number;
  readonly removed: number;
  readonly typed: string;
}

/** Places are those of the text that the one before has left. */
export function sessionOf(kind: string, path: string, before: string, places: readonly Place[]): Session {
  const keys: Key[] = [];
  let text = before;
  const press = (key: Key): void => {
    keys.push(key);
    text = applied(text, key.change);
  };
  for (const { at, removed, typed } of places) {
    for (let end = at + removed; end > at; end--) press({ change: { start: end - 1, end, text: '' }, cursor: end - 1 });
    for (const key of keysOf(text, at, typed)) press(key);
  }
  return { kind, path, before, after: text, keys };
}

export const applied = (text: string, { start, end, text: inserted }: Required<ContentChange>): string =>
  text.slice(0, start) + inserted + text.slice(end);

/** Where a place of the text after so many keys stands when all is typed. */
export function atTheEnd({ keys }: Session, pressed: number, offset: number): number {
  let at = offset;
  for (let i = pressed; i < keys.length; i++) {
    const { start, end, text } = keys[i]!.change;
    if (at >= end) at += text.length - (end - start);
    else if (at > start) at = start;
  }
  return at;
}
