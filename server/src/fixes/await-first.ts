import type { AugAssign } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, replaceRange } from './edits.ts';
import type { MakeEdits } from './fix.ts';
import { isUnusedName } from './usable-name.ts';

/** `self.n += await f()` → `value = await f()` and `self.n += value`. Undefined where the statement shares its line. */
export function awaitFirst(view: ChunkView, node: AugAssign): MakeEdits | undefined {
  const text = chunkText(view);
  const { value } = node;
  if (value.kind !== 'Await' || !isFirstOnLine(text, node.start)) return undefined;
  const name = ['value', 'result', 'new_value'].find((candidate) => isUnusedName(view, candidate));
  if (name === undefined) return undefined;
  return () => {
    const line = `${name} = ${view.source(value)}${lineBreakOf(text)}${indentation(text, node.start)}`;
    return [insertAt(view, node.start, line), replaceRange(view, value, name)];
  };
}
