import { createLineState, nextCodeLine } from '../../text/code-lines.ts';
import type { Range } from '../../text/range.ts';

/**
 * Lines of a file that belong together. What stands in code may be named where somebody is told of a way, so a piece with such
 * code says in which line it begins; the others say 0, and what moves them is no news.
 */
export type OutsidePiece = readonly [line: number, text: string];

/** What of a file's text others do not see, as places in it. */
export interface Unseen {
  /** Bodies of functions, from the first statement on, and what stands for them. */
  readonly bodies: readonly (Range & { readonly by: string })[];
  /** Texts that are statements. */
  readonly docstrings: readonly Range[];
  /** Places in code that somebody may be told of. */
  readonly told: readonly Range[];
}

const LINE_END = /\r\n|\r|\n/;

/** A text without what others do not see of it, with its lines where they were. */
export function outsidePieces(text: string, { bodies, docstrings, told }: Unseen): readonly OutsidePiece[] {
  const starts = lineStarts(text);
  const lines: (string | undefined)[] = text.split(LINE_END).map((line) => line.trimEnd());
  for (const line of commentLines(text, starts)) lines[line] = '';
  for (const place of docstrings) replaceLines(text, starts, lines, place, '""', '');
  const cuts = bodies.flatMap((body) => replaceLines(text, starts, lines, body, body.by, undefined) ?? []);
  const end = { first: lines.length, last: lines.length };
  const toldLines = told.map(({ start }) => lineAt(starts, start));
  const pieces: OutsidePiece[] = [];
  let from = 0;
  for (const { first, last } of [...cuts.sort((a, b) => a.first - b.first), end]) {
    const own = lines.slice(from, first + 1).map((line) => line ?? '');
    const isTold = toldLines.some((line) => line >= from && line < first);
    const code = own.findIndex((line) => line !== '');
    if (code >= 0 && isTold) pieces.push([from + code + 1, own.slice(code).join('\n').trimEnd()]);
    else if (code >= 0) pieces.push([0, own.filter((line) => line !== '').join('\n')]);
    from = last + 1;
  }
  return pieces;
}

/** The text that pieces are of, as far as it is seen. */
export function textOfPieces(pieces: readonly OutsidePiece[]): string {
  let text = '';
  let next = 1;
  for (const [line, piece] of pieces) {
    if (line > next) {
      text += '\n'.repeat(line - next);
      next = line;
    }
    text += `${piece}\n`;
    next += piece.split('\n').length;
  }
  return text;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** Lines with nothing but a comment in them. */
function commentLines(text: string, starts: readonly number[]): readonly number[] {
  const found: number[] = [];
  const state = createLineState();
  for (let at = 0; at < text.length;) {
    const isCode = state.isContinued;
    if (!isCode && /^[ \t\f]*#/.test(text.slice(at, at + 200))) found.push(lineAt(starts, at));
    at = nextCodeLine(text, at, state, undefined);
  }
  return found;
}

/** Whole lines alone: what shares one with other code stays as it is. */
function replaceLines(
  text: string,
  starts: readonly number[],
  lines: (string | undefined)[],
  { start, end }: Range,
  by: string,
  rest: string | undefined,
): { readonly first: number; readonly last: number } | undefined {
  const first = lineAt(starts, start);
  const last = lineAt(starts, end);
  const indent = text.slice(starts[first], start);
  const behind = text.slice(end, starts[last + 1] ?? text.length);
  if (indent.trim() !== '' || !/^\s*(?:#.*\s*)?$/.test(behind)) return undefined;
  lines[first] = indent + by;
  for (let line = first + 1; line <= last; line++) lines[line] = rest;
  return { first, last };
}
