import type { FunctionDef } from '../../facts/nodes.ts';
import { routes } from '../../knowledge/libraries.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** A route that awaits nothing and would do as well as a plain function. */
export const isPlainRoute = (view: ChunkView, node: FunctionDef): boolean =>
  isRoute(view, node) && !hasAsyncCode(view, node);

export const isRoute = (view: ChunkView, node: FunctionDef): boolean =>
  node.decorators.some(({ expression }) => expression.kind === 'Call' && view.lookupCall(expression, routes) === true);

function hasAsyncCode({ facts }: ChunkView, node: FunctionDef): boolean {
  for (let id = node.id + 1; id < (facts.ends[node.id] ?? 0); id++) {
    const inner = facts.nodes[id];
    if (inner?.kind === 'Await' || inner?.kind === 'Yield' || (inner && 'isAsync' in inner && inner.isAsync))
      return true;
  }
  return false;
}
