import type { FunctionDef } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { chunkText, indentation, insertAt, joinEdits, lineBreakOf } from './edits.ts';
import type { Edit } from './fix.ts';

/** `@pytest.mark.asyncio`, by its public dotted name, in the line above the `def`. */
export function addDecorator(view: ChunkView, node: FunctionDef, dotted: string): Edit[] {
  const { name, edits } = reference(view, node, dotted);
  const text = chunkText(view);
  const line = `@${name}${lineBreakOf(text)}${indentation(text, node.defStart)}`;
  return joinEdits([...edits, insertAt(view, node.defStart, line)]);
}
