import type { Call, Node } from '../facts/nodes.ts';
import { blockAround } from '../facts/statement-blocks.ts';
import { preorder } from '../facts/walk.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import {
  chunkText,
  indentation,
  insertAt,
  isFirstOnLine,
  lineEnd,
  lineStart,
  removeRange,
  replaceRange,
} from './edits.ts';
import type { MakeEdits } from './fix.ts';
import { indentLines } from './indent-lines.ts';

/**
 * `await lock.acquire()`, statements and `lock.release()` of one block → `async with lock:` around the statements. Undefined
 * where they share their lines, and where the lock is taken or released in another way.
 */
export function holdLock(view: ChunkView, acquire: Call, release: Call): MakeEdits | undefined {
  const awaited = view.parent(acquire);
  const place = blockAround(view.facts, acquire);
  if (awaited?.kind !== 'Await' || acquire.func.kind !== 'Attribute' || acquire.args.length > 0 || !place)
    return undefined;
  const { block, index } = place;
  const first = block[index]!;
  const last = block.findIndex((statement) => statement.kind === 'Expr' && statement.value === release);
  if (last <= index + 1 || first.kind !== 'Expr' || first.value !== awaited) return undefined;
  if (block.slice(index + 1, last).some((statement) => handsOut(view, statement))) return undefined;
  const text = chunkText(view);
  const statement = block[last]!;
  if (![...block.slice(index, index + 2), statement].every(({ start }) => isFirstOnLine(text, start))) return undefined;
  if (!endsLine(text, block[last - 1]!.end, true) || !endsLine(text, statement.end, false)) return undefined;
  const lock = view.source(acquire.func.value);
  return () => {
    const step = indentation(text, first.start).includes('\t') ? '\t' : '    ';
    const end = lineStart(text, statement.start);
    const next = text.indexOf('\n', statement.end) + 1;
    const gone =
      next > 0 ? { start: end, end: next } : { start: lineEnd(text, block[last - 1]!.end), end: text.length };
    return [
      replaceRange(view, first, `async with ${lock}:`),
      ...indentLines(view, { start: first.end, end }).map((at) => insertAt(view, at, step)),
      removeRange(view, gone),
    ];
  };
}

/** `return row` may leave the lock to the caller. */
const handsOut = (view: ChunkView, root: Node): boolean =>
  [...preorder(view.facts, root)].some(
    (node) => node.kind === 'Return' && node.value !== undefined && node.value.kind !== 'Constant',
  );

const endsLine = (text: string, offset: number, mayBeCommented: boolean): boolean =>
  (mayBeCommented ? /^[ \t]*(?:#.*)?$/ : /^[ \t]*$/).test(text.slice(offset, lineEnd(text, offset)));
