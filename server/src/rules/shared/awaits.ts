import { canFallThrough } from '../../facts/function-bodies.ts';
import type { FunctionDef, Node } from '../../facts/nodes.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { keepTurn } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Where a part of a coroutine's body may be suspended: `await`, `async for`, `async with`; not in nested functions. */
export function awaitsIn(view: ChunkView, root: Node): readonly Node[] {
  const { facts } = view;
  const owner = view.functionAround(root);
  const found: Node[] = [];
  for (let id = root.id; id < (facts.ends[root.id] ?? 0); id++) {
    const node = facts.nodes[id];
    if (node && suspends(node) && view.functionAround(node) === owner) found.push(node);
  }
  return found;
}

const knownAwaits = new WeakMap<FunctionDef, readonly Node[]>();

/** All of a function's own. */
export function awaitsOf(view: ChunkView, owner: FunctionDef): readonly Node[] {
  const awaits = knownAwaits.get(owner) ?? owner.body.flatMap((statement) => awaitsIn(view, statement));
  knownAwaits.set(owner, awaits);
  return awaits;
}

/** `await`, `async for`, `async with` */
export const suspends = (node: Node): boolean =>
  node.kind === 'Await' ||
  ((node.kind === 'For' || node.kind === 'With' || node.kind === 'ComprehensionFor') && node.isAsync);

/** An await behind an offset from which the code can come to a later node, or one inside that node. Other tasks run there. */
export function suspensionBetween(view: ChunkView, from: number, later: Node): Node | undefined {
  const owner = view.coroutineAround(later);
  return (
    owner &&
    awaitsOf(view, owner).find(
      (node) => node.start >= from && node.start < later.end && leadsTo(view, node, later) && !keepsTurn(view, node),
    )
  );
}

/** `await checkpoint_if_cancelled()` goes on at once, or raises. */
const keepsTurn = (view: ChunkView, node: Node): boolean =>
  node.kind === 'Await' && node.value.kind === 'Call' && view.lookupCall(node.value, keepTurn) === true;

/** Whether control can go from a node to a later one: no `return` in between, not two branches of one statement. */
export function leadsTo(view: ChunkView, node: Node, later: Node): boolean {
  let inner: Node = node;
  for (let outer = view.parent(node); outer; inner = outer, outer = view.parent(outer)) {
    const block = blocksOf(outer).find((statements) => statements.some((statement) => statement === inner));
    if (contains(outer, later)) {
      return (
        block === undefined ||
        !blocksOf(outer).some((other) => other !== block && other.some((statement) => contains(statement, later))) ||
        outer.kind === 'Try'
      );
    }
    if (block && !canFallThrough(block.slice(block.findIndex((statement) => statement === inner)))) return false;
  }
  return true;
}

const contains = (outer: Node, inner: Node): boolean => outer.start <= inner.start && inner.end <= outer.end;
