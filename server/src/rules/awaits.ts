import type { FunctionDef, Node, Statement } from '../facts/nodes.ts';
import type { ChunkView } from '../project/chunk-view.ts';

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

/** All of a function's own. */
export const awaitsOf = (view: ChunkView, owner: FunctionDef): readonly Node[] =>
  owner.body.flatMap((statement) => awaitsIn(view, statement));

const suspends = (node: Node): boolean =>
  node.kind === 'Await' ||
  ((node.kind === 'For' || node.kind === 'With' || node.kind === 'ComprehensionFor') && node.isAsync);

export interface Block {
  readonly block: readonly Statement[];
  /** Which of its statements the node is in. */
  readonly index: number;
}

/** The block of statements that a node stands in. */
export function blockAround(view: ChunkView, node: Node): Block | undefined {
  for (let inner = node, outer = view.parent(node); outer; inner = outer, outer = view.parent(outer)) {
    for (const block of blocksOf(outer)) {
      const index = block.findIndex((statement) => statement === inner);
      if (index >= 0) return { block, index };
    }
  }
  return undefined;
}

/** The blocks of a compound statement. */
export function blocksOf(node: Node): readonly (readonly Statement[])[] {
  switch (node.kind) {
    case 'Try':
      return [node.body, node.orelse, node.finalbody];
    case 'If':
    case 'For':
    case 'While':
      return [node.body, node.orelse];
    case 'With':
    case 'ExceptHandler':
    case 'MatchCase':
    case 'FunctionDef':
    case 'ClassDef':
      return [node.body];
    default:
      return [];
  }
}
