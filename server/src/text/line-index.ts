/** A place as LSP counts: lines and UTF-16 code units in the line, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Where the lines of a text begin. Lines end with LF, CRLF or a lone CR, as in LSP (not with the others that Python's `splitlines` knows). */
export interface LineIndex {
  readonly starts: readonly number[];
  readonly text: string;
}

export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === LF || (unit === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
  }
  return { starts, text };
}

/** Offsets outside the text are moved to its nearest end. */
export function positionAt(index: LineIndex, offset: number): Position {
  const inside = Math.min(Math.max(offset, 0), index.text.length);
  const line = lineAt(index, inside);
  return { line, character: inside - index.starts[line]! };
}

/** Characters beyond the line are moved to its end, before its line break; lines beyond the text to the end of the text. */
export function offsetAt(index: LineIndex, position: Position): number {
  if (position.line < 0) return 0;
  const start = index.starts[position.line];
  if (start === undefined) return index.text.length;
  return Math.min(start + Math.max(position.character, 0), endOfLine(index, position.line));
}

/** The line that an offset of the text stands in; a line break belongs to the line that it ends. */
export function lineAt({ starts }: LineIndex, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the line's break begins. */
export function endOfLine({ starts, text }: LineIndex, line: number): number {
  const next = starts[line + 1];
  if (next === undefined) return text.length;
  const isCrlf = text.charCodeAt(next - 1) === LF && text.charCodeAt(next - 2) === CR && next - 2 >= starts[line]!;
  return isCrlf ? next - 2 : next - 1;
}

const LF = 10;
const CR = 13;
