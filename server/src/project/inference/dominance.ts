import { canFallThrough } from '../../facts/function-bodies.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Node, Statement } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';

/** Whether a node has run whenever control comes to a later one of the same function, but for exceptions that a `finally` meets. */
export function dominates(facts: Facts, node: Node, later: Node): boolean {
  if (node.end > later.start || facts.scopeOf[node.id] !== facts.scopeOf[later.id]) return false;
  let child = node;
  for (const outer of ancestors(facts, node)) {
    const isAround = isWithin(facts, later, outer);
    if (isAround ? !runsBefore(facts, outer, child, later) : !runsAlways(outer, child)) return false;
    if (isAround) return true;
    child = outer;
  }
  return true;
}

/** Whether a part of a node runs each time that the node does. */
function runsAlways(outer: Node, child: Node): boolean {
  switch (outer.kind) {
    case 'If':
    case 'While':
    case 'IfExp':
      return child === outer.test;
    case 'For':
      return child === outer.iter;
    case 'Match':
      return child === outer.subject;
    case 'BoolOp':
      return child === outer.left;
    case 'Try':
      return (
        isIn(outer.finalbody, child) ||
        (isIn(outer.body, child) && outer.handlers.every(({ body }) => !canFallThrough(body)))
      );
    case 'ExceptHandler':
    case 'MatchCase':
    case 'Comprehension':
    case 'Lambda':
    case 'FunctionDef':
    case 'ClassDef':
      return false;
    default:
      return true;
  }
}

/** Within a node that has both: the later one is behind the first in the same block, or in what follows it. */
function runsBefore(facts: Facts, outer: Node, child: Node, later: Node): boolean {
  if (outer.kind === 'Try' && isIn(outer.body, child))
    return [outer.body, outer.orelse, outer.finalbody].some((block) =>
      block.some((statement) => isWithin(facts, later, statement)),
    );
  if (outer.kind === 'If' || outer.kind === 'While' || outer.kind === 'For') {
    const block = [outer.body, outer.orelse].find((statements) => isIn(statements, child));
    return block === undefined || block.some((statement) => isWithin(facts, later, statement));
  }
  return ['With', 'FunctionDef', 'ExceptHandler', 'MatchCase', 'Try'].includes(outer.kind) || runsAlways(outer, child);
}

const isIn = (block: readonly Statement[], node: Node): boolean => block.some((statement) => statement === node);
