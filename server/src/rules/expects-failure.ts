import type { FunctionDef, Node } from '../facts/nodes.ts';
import type { ChunkView } from '../project/chunk-view.ts';

/** In `with pytest.raises(…)` the call itself is expected to fail, and so is a function of the test that is used only there. */
export function expectsFailure(view: ChunkView, node: Node): boolean {
  for (let parent = view.parent(node); parent; parent = view.parent(parent)) {
    if (parent.kind === 'FunctionDef') return isUsedForFailure(view, parent);
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

function isUsedForFailure(view: ChunkView, { id }: FunctionDef): boolean {
  const binding = view.facts.bindings.find(({ node }) => node === id);
  if (!binding || binding.escapes || binding.uses.length === 0) return false;
  return binding.uses.every((use) => expectsFailure(view, view.facts.nodes[use]!));
}

/** Whether a `TypeError` is caught around the code: its author tries what may not work. */
export function isTypeErrorCaught(view: ChunkView, node: Node): boolean {
  for (let child = node, parent = view.parent(node); parent; child = parent, parent = view.parent(parent)) {
    if (parent.kind === 'FunctionDef') return false;
    if (parent.kind !== 'Try' || !parent.body.some((statement) => statement === child)) continue;
    if (parent.handlers.some(({ type }) => type && /\b(TypeError|AttributeError)\b/.test(view.source(type))))
      return true;
  }
  return false;
}
