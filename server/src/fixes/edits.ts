import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Range } from '../text/range.ts';
import type { Edit } from './fix.ts';

/** Offsets are those of the view's chunk. */
export const insertAt = (view: ChunkView, offset: number, newText: string): Edit => ({
  at: view.at({ start: offset, end: offset }),
  newText,
});

export const replaceRange = (view: ChunkView, range: Range, newText: string): Edit => ({ at: view.at(range), newText });

export const removeRange = (view: ChunkView, range: Range): Edit => replaceRange(view, range, '');

/** The text of the whole chunk, so that offsets of nodes are indices into it. */
export const chunkText = (view: ChunkView): string => view.source({ start: 0, end: view.facts.length });

export const lineStart = (text: string, offset: number): number =>
  offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;

/** Where the line's text ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  if (lineBreak < 0) return text.length;
  return lineBreak > offset && text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
}

/** The blanks that the offset's line begins with; form feeds and a byte order mark are not part of it. */
export function indentation(text: string, offset: number): string {
  return /^[\uFEFF\f]*([ \t]*)/.exec(text.slice(lineStart(text, offset)))?.[1] ?? '';
}

/** Whether nothing but blanks stands before the offset on its line. */
export const isFirstOnLine = (text: string, offset: number): boolean =>
  /^[\uFEFF\f \t]*$/.test(text.slice(lineStart(text, offset), offset));

/** The line break that a text uses. */
export const lineBreakOf = (text: string): string => (/\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n');

/** Text to be put at `offset`, with a space where it would melt into the word before it. */
export const apart = (text: string, offset: number, inserted: string): string =>
  /[\w\u0080-\uFFFF]/.test(text[offset - 1] ?? '') && /^\w/.test(inserted) ? ` ${inserted}` : inserted;

/**
 * Edits of several blocks as those of one fix: equal lines that they put in come once, and insertions at one place become
 * one, whole lines first.
 */
export function joinEdits(edits: readonly Edit[]): Edit[] {
  const places = new Map<string, Edit[]>();
  for (const edit of edits) {
    const { uri, chunk, start, end } = edit.at;
    const key = `${uri} ${chunk} ${start} ${end}`;
    const there = places.get(key) ?? [];
    const isKnown = (isLines(edit) || start < end) && there.some(({ newText }) => newText === edit.newText);
    if (!isKnown) places.set(key, [...there, edit]);
  }
  return [...places.values()].map((there) => {
    const ordered = [...there.filter(isLines), ...there.filter((edit) => !isLines(edit))];
    const look = ordered.find((edit) => edit.look !== undefined)?.look;
    return {
      at: ordered[0]!.at,
      newText: ordered.map(({ newText }) => newText).join(''),
      ...(look !== undefined && { look }),
    };
  });
}

const isLines = ({ newText }: Edit): boolean => newText.endsWith('\n');
