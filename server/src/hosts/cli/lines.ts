import { createLineIndex, endOfLine, positionAt, type LineIndex } from '../../text/line-index.ts';
import type { Range } from '../../text/range.ts';

/** 1-based line and column; columns are UTF-16 units. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** A text cut into lines, counted from 1. */
export interface Lines {
  readonly count: number;
  position(offset: number): Place;
  /** A line without its line break. */
  text(line: number): string;
}

export function linesOf(text: string): Lines {
  const index = createLineIndex(text);
  return {
    count: index.starts.length,
    position: (offset) => positionFromOne(index, offset),
    text: (line) => text.slice(index.starts[line - 1], endOfLine(index, line - 1)),
  };
}

export function placeIn(lines: Lines, { start, end }: Range): Place & { endLine: number; endColumn: number } {
  const { line: endLine, column: endColumn } = lines.position(end);
  return { ...lines.position(start), endLine, endColumn };
}

function positionFromOne(index: LineIndex, offset: number): Place {
  const { line, character } = positionAt(index, offset);
  return { line: line + 1, column: character + 1 };
}
