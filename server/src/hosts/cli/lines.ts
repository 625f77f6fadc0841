import type { Range } from '../../text/range.ts';

/** 1-based line and column; columns are UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text cut into lines, to find places in it. */
export interface Lines {
  readonly count: number;
  position(offset: number): Position;
  /** A line without its line break. */
  text(line: number): string;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (const { 0: lineBreak, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + lineBreak.length);
  return {
    count: starts.length,
    position(offset) {
      const line = lineBefore(starts, offset);
      return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
    },
    text: (line) => text.slice(starts[line - 1], starts[line] ?? text.length).replace(/[\r\n]+$/, ''),
  };
}

export const placeIn = (lines: Lines, { start, end }: Range) => {
  const from = lines.position(start);
  const to = lines.position(end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
};

/** How many lines begin at or before the offset. */
function lineBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
