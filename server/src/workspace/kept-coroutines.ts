import type { Call, Node } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';

/** The calls of a chunk whose coroutine is kept for later: in a variable, an attribute or a collection. */
export const keptCoroutines = (view: ChunkView): readonly Call[] =>
  view.facts.nodes.filter(
    (node): node is Call =>
      node.kind === 'Call' && isKept(node, view.parent(node)) && view.typeOf(node).kind === 'coroutine',
  );

function isKept(call: Call, parent: Node | undefined): boolean {
  switch (parent?.kind) {
    case 'Assign':
    case 'AnnAssign':
    case 'NamedExpr':
      return parent.value === call;
    case 'Collection':
    case 'Dict':
      return true;
    default:
      return false;
  }
}
