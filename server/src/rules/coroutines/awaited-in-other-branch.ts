import type { Call, Expression, Statement } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/**
 * `if is_async: await file.write(text)`, `else: file.write(text)`: what callers are seen to hand over, or what is declared of a
 * parameter, is not all that is meant.
 */
export function isAwaitedInOtherBranch(view: ChunkView, call: Call): boolean {
  if (!isParameter(view, call.func) && !view.argumentBehind(call.func)) return false;
  const callee = view.source(call.func);
  const awaits = (block: readonly Statement[]): boolean =>
    view.facts.nodes.some(
      (node) =>
        node.kind === 'Await' &&
        node.value.kind === 'Call' &&
        view.source(node.value.func) === callee &&
        block.some((statement) => isWithin(view.facts, node, statement)),
    );
  for (const node of ancestors(view.facts, call)) {
    if (node.kind === 'FunctionDef') return false;
    if (node.kind !== 'If') continue;
    const isInBody = node.body.some((statement) => isWithin(view.facts, call, statement));
    if (awaits(isInBody ? node.orelse : node.body)) return true;
  }
  return false;
}

const isParameter = (view: ChunkView, func: Expression): boolean =>
  func.kind === 'Name' && view.bindingsReaching(func).some(({ node }) => view.facts.nodes[node]?.kind === 'Parameter');
