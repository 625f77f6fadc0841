import { isPlaceholder } from '../../facts/function-bodies.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, FunctionDef } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { cancels } from '../../knowledge/conventions/tasks.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Functions are looked into so far down. */
const MAX_DEPTH = 3;

/** Whether a function cancels tasks: by `task.cancel()`, through a function that does, or one of such a name of which no code is seen. */
export const cancelsTasks = (view: ChunkView, node: FunctionDef): boolean =>
  view.evidence.aside(() => holdsCancel(view, node, MAX_DEPTH));

const holdsCancel = (view: ChunkView, node: FunctionDef, depth: number): boolean =>
  [...preorder(view.facts, node)].some((inner) => inner.kind === 'Call' && isCancel(view, inner, depth));

function isCancel(view: ChunkView, call: Call, depth: number): boolean {
  const name = lastNameIn(call.func);
  if (name === undefined || (depth < MAX_DEPTH && !isNamedBy(cancels, name))) return false;
  const made = view.definition(view.typeOf(call.func));
  if (!made || made.isLibrary || isPlaceholder(made.node.body)) return isNamedBy(cancels, name);
  return depth > 0 && holdsCancel(made.view, made.node, depth - 1);
}
