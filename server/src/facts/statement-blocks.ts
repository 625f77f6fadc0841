import type { Facts } from './facts.ts';
import type { Node, Statement } from './nodes.ts';
import { ancestors } from './walk.ts';

export interface PlaceInBlock {
  readonly block: readonly Statement[];
  /** Which of its statements the node is in. */
  readonly index: number;
}

/** The block of statements that a node stands in: of a compound statement, or of the module. */
export function blockAround(facts: Facts, node: Node): PlaceInBlock | undefined {
  let inner = node;
  for (const outer of ancestors(facts, node)) {
    for (const block of blocksOf(outer)) {
      const index = indexIn(block, inner);
      if (index >= 0) return { block, index };
    }
    inner = outer;
  }
  const index = indexIn(facts.body, inner);
  return index < 0 ? undefined : { block: facts.body, index };
}

/** -1 where it is none of the block's statements, whose ids ascend. */
function indexIn(block: readonly Statement[], node: Node): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (block[middle]!.id < node.id) low = middle + 1;
    else high = middle;
  }
  return block[low] === node ? low : -1;
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
