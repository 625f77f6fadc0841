import type { Argument, Call } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf } from './edits.ts';
import type { Edit } from './fix.ts';
import { parenthesesAround } from './parentheses.ts';
import { isBareGenerator } from './pass-callee.ts';

/** Adds a last argument: `gather(a, b)` → `gather(a, b, return_exceptions=True)`. */
export function addKeyword(view: ChunkView, call: Call, keyword: string): Edit[] {
  const text = chunkText(view);
  const last = call.args.at(-1);
  if (!last) return [insertAt(view, call.openParen + 1, keyword)];
  if (isBareGenerator(call)) return [insertAt(view, call.openParen, '('), insertAt(view, call.end, `, ${keyword})`)];
  const end = endOfArgument(view, last);
  const comma = /^(?:\s|\\\r?\n|#[^\n]*\n)*,/.exec(text.slice(end, call.end))?.[0].length;
  const isOnOwnLine = isFirstOnLine(text, last.start);
  const gap = isOnOwnLine ? lineBreakOf(text) + indentation(text, last.start) : ' ';
  if (comma === undefined) return [insertAt(view, end, `,${gap}${keyword}`)];
  return [insertAt(view, end + comma, `${gap}${keyword}${isOnOwnLine ? ',' : ''}`)];
}

/** Behind parentheses of its own: `f((a))`. */
const endOfArgument = (view: ChunkView, { value, end }: Argument): number =>
  Math.max(end, parenthesesAround(view, value).at(-1)?.end ?? end);
