import type { Node } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Python does not look at annotations of local variables. */
export function isNeverEvaluated(view: ChunkView, node: Node): boolean {
  if (!view.functionAround(node)) return false;
  for (const outer of ancestors(view.facts, node))
    if (outer.kind === 'AnnAssign') return outer.target.kind === 'Name' && isWithin(view.facts, node, outer.annotation);
  return false;
}
