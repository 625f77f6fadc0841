import type { Statement } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Range } from '../text/range.ts';
import { chunkText, isFirstOnLine, lineEnd, lineStart, removeRange } from './edits.ts';
import type { MakeEdits } from './fix.ts';

/** Removes a statement with its lines, the comment behind it and a doubled gap. Undefined where other code shares them, or where it is all that its block has. */
export function removeStatement(view: ChunkView, statement: Statement): MakeEdits | undefined {
  const text = chunkText(view);
  const isAlone = isFirstOnLine(text, statement.start) && isLast(text, statement.end);
  if (!isAlone || isWholeBlock(view, statement)) return undefined;
  return () => {
    const end = text.indexOf('\n', statement.end) + 1;
    return [removeRange(view, withGap(text, lineStart(text, statement.start), end > 0 ? end : text.length))];
  };
}

/** Of the blank lines around, those before the lines go with them if blank lines follow; at the start of a block the latter. */
function withGap(text: string, start: number, end: number): Range {
  const behind = /^(?:[ \t]*\r?\n)+/.exec(text.slice(end))?.[0].length ?? 0;
  const before = /(?<=\n)(?:[ \t]*\r?\n)+$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const isFirst = start === 0 || /:[ \t]*(?:#[^\n]*)?\r?\n$/.test(text.slice(0, start));
  if (behind === 0) return { start, end };
  return isFirst ? { start, end: end + behind } : { start: start - before, end };
}

const isLast = (text: string, offset: number): boolean => /^\s*(#.*)?$/.test(text.slice(offset, lineEnd(text, offset)));

function isWholeBlock(view: ChunkView, statement: Statement): boolean {
  const parent = view.parent(statement);
  if (!parent) return false;
  return ['body', 'orelse', 'finalbody'].some((name) => {
    const block = (parent as unknown as Readonly<Record<string, unknown>>)[name];
    return Array.isArray(block) && block.length === 1 && block[0] === statement;
  });
}
