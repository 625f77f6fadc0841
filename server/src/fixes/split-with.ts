import type { With } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, replaceRange } from './edits.ts';
import type { MakeEdits } from './fix.ts';
import { indentLines } from './indent-lines.ts';

/**
 * `with a, b: …` → `with a:` around `async with b: …`, each run of items in a statement of its own. `isAsync` is parallel
 * to the items. Only for a header on one line without parentheses around the items, and a body on lines of its own.
 */
export function splitWith(view: ChunkView, node: With, isAsync: readonly boolean[]): MakeEdits | undefined {
  const text = chunkText(view);
  const [first] = node.body;
  const last = node.body.at(-1);
  if (!first || !last || !isFirstOnLine(text, first.start) || !isFirstOnLine(text, node.start)) return undefined;
  const outer = indentation(text, node.start);
  const inner = indentation(text, first.start);
  const header = text.slice(node.start, node.items.at(-1)?.end);
  const keyword = /^(?:async[ \t]+)?with[ \t]+/.exec(header)?.[0];
  const isPlain = keyword !== undefined && node.start + keyword.length === node.items[0]?.start;
  if (!isPlain || header.includes('\n') || !inner.startsWith(outer) || inner === outer) return undefined;
  return () => {
    const step = inner.slice(outer.length);
    const edits = [replaceRange(view, { start: node.start, end: node.start + keyword.length }, keywordOf(isAsync[0]))];
    let depth = 0;
    for (const [i, item] of node.items.entries()) {
      const previous = node.items[i - 1];
      if (!previous || isAsync[i] === isAsync[i - 1]) continue;
      depth++;
      const line = `:${lineBreakOf(text)}${outer}${step.repeat(depth)}${keywordOf(isAsync[i])}`;
      edits.push(replaceRange(view, { start: previous.end, end: item.start }, line));
    }
    const headerEnd = node.items.at(-1)?.end ?? node.start;
    const shift = step.repeat(depth);
    return [...edits, ...indentLines(view, { start: headerEnd, end: last.end }).map((at) => insertAt(view, at, shift))];
  };
}

const keywordOf = (isAsync: boolean | undefined): string => (isAsync ? 'async with ' : 'with ');
