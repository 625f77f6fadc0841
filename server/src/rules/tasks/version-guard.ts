import type { Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Whether code in the same function asks for Python's version before it gets there. */
export function isBehindVersionGuard(view: ChunkView, node: Node): boolean {
  const around = view.functionAround(node);
  for (const outer of ancestors(view.facts, node)) {
    if (outer === around) return false;
    if (outer.kind === 'If' && view.source(outer.test).includes('version_info')) return true;
  }
  return false;
}
