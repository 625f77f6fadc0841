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
      const index = block.findIndex((statement) => statement === inner);
      if (index >= 0) return { block, index };
    }
    inner = outer;
  }
  const index = facts.body.findIndex((statement) => statement === inner);
  return index < 0 ? undefined : { block: facts.body, index };
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
