import type { Expression, Node } from '../../facts/nodes.ts';
import { ancestors, preorder } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { standardName } from '../../project/types/standard-names.ts';

/** Whether a test asks for Python's version. */
export const asksForVersion = (view: ChunkView, test: Expression): boolean =>
  [...preorder(view.facts, test)].some(
    (node) => (node.kind === 'Name' || node.kind === 'Attribute') && isVersion(view, node),
  );

/** `sys.version_info`, however it was imported. */
const isVersion = (view: ChunkView, node: Expression): boolean =>
  standardName(view.typeOf(node)) === 'sys._version_info';

/** Whether code in the same function asks for Python's version before it gets there. */
export function isBehindVersionGuard(view: ChunkView, node: Node): boolean {
  const around = view.functionAround(node);
  for (const outer of ancestors(view.facts, node)) {
    if (outer === around) return false;
    if (outer.kind === 'If' && asksForVersion(view, outer.test)) return true;
  }
  return false;
}
