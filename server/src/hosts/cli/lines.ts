import type { cellsOf } from './notebook.ts';
import { createLineIndex, endOfLine, positionAt, type LineIndex } from '../../text/line-index.ts';
import { unmasked } from '../../text/notebook-cells.ts';
import type { Range } from '../../text/range.ts';

/** 1-based line and column; columns are UTF-16 units. */
interface Place {
  /** Of a notebook: the cell, counted among all of its cells, in which the line is counted. */
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
}

/** As people read it, and programs: `3:5`, `cell 2:3:5`. */
export const placeText = ({ cell, line, column }: Place): string =>
  `${cell === undefined ? '' : `cell ${String(cell)}:`}${String(line)}:${String(column)}`;

/** A text cut into lines, counted from 1. */
export interface Lines {
  readonly count: number;
  position(offset: number): Place;
  /** Which of the lines a place is in. */
  row(offset: number): number;
  /** How many lines follow it in its cell. */
  left(offset: number): number;
  /** A line without its line break, in a notebook as it stands in the cell. */
  text(line: number): string;
}

export function linesOf(text: string, cells: ReturnType<typeof cellsOf> = []): Lines {
  const index = createLineIndex(text);
  return {
    count: index.starts.length,
    position(offset) {
      const place = positionFromOne(index, offset);
      const cell = cells.findLast(({ line }) => line <= place.line);
      // What stands in the comment above a cell is at the beginning of the cell.
      return cell ? { ...place, cell: cell.number, line: Math.max(1, place.line - cell.line) } : place;
    },
    left(offset) {
      const { line } = positionFromOne(index, offset);
      const next = cells.find((cell) => cell.line > line);
      return next ? next.line - 1 - line : Number.POSITIVE_INFINITY;
    },
    row: (offset) => positionFromOne(index, offset).line,
    text(line) {
      const whole = text.slice(index.starts[line - 1], endOfLine(index, line - 1));
      return cells.length > 0 ? unmasked(whole) : whole;
    },
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
