import type { Range } from './range.ts';

/** A function as its lines stand in a text, told by indentation alone: so also while it does not parse. */
export interface FunctionLines extends Range {
  /** Where its first line ends. */
  readonly headerEnd: number;
}

/** The innermost function whose header or body holds the offset. */
export function functionAround(text: string, offset: number): FunctionLines | undefined {
  const own = lineAround(text, offset);
  let line = own;
  let inside = columnAt(text, offset);
  if (!isHeader(text, own)) {
    do {
      if (line.start === 0) return undefined;
      line = lineAround(text, line.start - 1);
      const indent = indentOf(text, line);
      if (indent === undefined || indent >= inside || closes(text, line, indent)) continue;
      if (isHeader(text, line)) break;
      inside = indent;
    } while (inside > 0);
    if (!isHeader(text, line)) return undefined;
  }
  return { start: line.start, headerEnd: line.end, end: endOfBlock(text, line) };
}

/**
 * How deep the line of an offset is indented. An empty one is as deep as the offset in it, or, up to the second one below
 * code, as what would follow there.
 */
export function columnAt(text: string, offset: number): number {
  const line = lineAround(text, offset);
  const indent = indentOf(text, line);
  if (indent !== undefined) return indent;
  const column = offset - line.start;
  let above = line;
  for (let i = 0; i < 2 && above.start > 0 && indentOf(text, above) === undefined; i++)
    above = lineAround(text, above.start - 1);
  const opens = /:\s*$/.test(text.slice(above.start, above.end)) ? 1 : 0;
  return Math.max(column, (indentOf(text, above) ?? 0) + opens);
}

/** Without its line break. */
export function lineAround(text: string, offset: number): Range {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start: offset === 0 ? 0 : start, end: end < 0 ? text.length : end };
}

/** Columns before the first character; undefined for an empty line. */
export function indentOf(text: string, { start, end }: Range): number | undefined {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at === end ? undefined : at - start;
}

const isSpace = (unit: number): boolean => unit === 32 || (unit >= 9 && unit <= 13);

const header = /[ \t]*(?:async[ \t]+)?def\b/y;

function isHeader(text: string, { start }: Range): boolean {
  header.lastIndex = start;
  return header.test(text);
}

/** A closing bracket, or a comment, stands at any indent. */
function closes(text: string, { start }: Range, indent: number): boolean {
  return ')]}#'.includes(text.charAt(start + indent));
}

function endOfBlock(text: string, first: Range): number {
  const indent = indentOf(text, first) ?? 0;
  let { end } = first;
  while (end < text.length) {
    const line = lineAround(text, end + 1);
    const found = indentOf(text, line);
    if (found !== undefined && found <= indent && !closes(text, line, found)) break;
    end = line.end;
  }
  return end;
}
