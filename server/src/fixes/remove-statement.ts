import type { Statement } from '../facts/nodes.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { chunkText, isFirstOnLine, lineEnd, lineStart, removeRange } from './edits.ts';
import type { Edit } from './fix.ts';

/** Removes a statement with its lines, the comment behind it and a doubled gap. Undefined where other code shares them, or where it is all that its block has. */
export function removeStatement(view: ChunkView, statement: Statement): Edit[] | undefined {
  const text = chunkText(view);
  const isAlone = isFirstOnLine(text, statement.start) && isLast(text, statement.end);
  if (!isAlone || isWholeBlock(view, statement)) return undefined;
  const end = text.indexOf('\n', statement.end) + 1;
  const start = lineStart(text, statement.start);
  return [removeRange(view, { start: start - gapBetween(text, start, end), end: end > 0 ? end : text.length })];
}

/** The length of the blank lines before a statement where blank lines follow as well: one gap is enough. */
const gapBetween = (text: string, start: number, end: number): number =>
  /^[ \t]*\r?\n/.test(text.slice(end)) ? (/(?<=\n)(?:[ \t]*\r?\n)+$/.exec(text.slice(0, start))?.[0].length ?? 0) : 0;

const isLast = (text: string, offset: number): boolean => /^\s*(#.*)?$/.test(text.slice(offset, lineEnd(text, offset)));

function isWholeBlock(view: ChunkView, statement: Statement): boolean {
  const parent = view.parent(statement);
  if (!parent) return false;
  return ['body', 'orelse', 'finalbody'].some((name) => {
    const block = (parent as unknown as Readonly<Record<string, unknown>>)[name];
    return Array.isArray(block) && block.length === 1 && block[0] === statement;
  });
}
