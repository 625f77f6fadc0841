import type { Call, Expression, If, Node, Statement } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/**
 * `if is_async: await file.write(text)`, `else: file.write(text)`: what callers are seen to hand over, or what is declared of a
 * parameter, is not all that is meant.
 */
export function isAwaitedInOtherBranch(view: ChunkView, call: Call): boolean {
  if (!isParameter(view, call.func) && !view.argumentBehind(call.func) && !mayStream(view, call)) return false;
  const callee = view.source(call.func);
  const around = view.functionAround(call);
  const awaits = view.facts.nodes.filter(
    (node) =>
      node.kind === 'Await' &&
      node.value.kind === 'Call' &&
      view.source(node.value.func) === callee &&
      view.functionAround(node) === around,
  );
  for (const node of ancestors(view.facts, call)) {
    if (node === around) return false;
    if (node.kind !== 'If') continue;
    const isIn = (block: readonly Statement[], inner: Node): boolean =>
      block.some((statement) => isWithin(view.facts, inner, statement));
    const other = isIn(node.body, call) ? node.orelse : node.body;
    if (awaits.some((inner) => isIn(other, inner)) && !awaits.some((inner) => isBefore(view, inner, node))) return true;
  }
  return false;
}

/** `stream = self.client.stream(query)`, `async for part in stream:` of what is only declared: a subclass may be an async generator. */
function mayStream(view: ChunkView, call: Call): boolean {
  const statement = view.evidence.certainty === 'declared' ? view.parent(call) : undefined;
  const target = statement?.kind === 'Assign' ? statement.targets[0] : undefined;
  return (
    target?.kind === 'Name' &&
    view.facts.nodes.some(
      (node) => node.kind === 'For' && node.isAsync && node.iter.kind === 'Name' && node.iter.name === target.name,
    )
  );
}

/** Whether code has run, whatever a test says, when the test is asked. */
const isBefore = (view: ChunkView, inner: Node, test: If): boolean =>
  inner.end <= test.start &&
  [...ancestors(view.facts, inner)].every((outer) => outer.kind !== 'If' || isWithin(view.facts, test, outer));

const isParameter = (view: ChunkView, func: Expression): boolean =>
  func.kind === 'Name' && view.bindingsReaching(func).some(({ node }) => view.facts.nodes[node]?.kind === 'Parameter');
