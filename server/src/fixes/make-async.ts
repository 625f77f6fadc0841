import type { FunctionDef } from '../facts/nodes.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { insertAt } from './edits.ts';
import type { Edit } from './fix.ts';

/** `def` → `async def`. Its callers are left alone: see `makeAsyncWithCallers`. */
export const makeAsync = (view: ChunkView, node: FunctionDef): Edit[] =>
  node.isAsync ? [] : [insertAt(view, node.defStart, 'async ')];
