import type { Node } from '../facts/nodes.ts';
import type { ChunkView } from '../project/chunk-view.ts';

/** In `with pytest.raises(…)` the call itself is expected to fail. */
export function expectsFailure(view: ChunkView, node: Node): boolean {
  for (let parent = view.parent(node); parent; parent = view.parent(parent)) {
    if (parent.kind === 'FunctionDef') return false;
    if (
      parent.kind === 'With' &&
      parent.items.some(
        ({ context }) =>
          context.kind === 'Call' &&
          /(^|\.)(raises|warns|assertRaises\w*|assertWarns\w*)$/.test(view.source(context.func)),
      )
    )
      return true;
  }
  return false;
}
