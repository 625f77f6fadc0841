import type { Facts } from '../../../server/src/facts/facts.ts';
import type { Node } from '../../../server/src/facts/nodes.ts';
import { parentOf } from '../../../server/src/facts/walk.ts';

export type AwaitRole =
  'statement' | 'assignment' | 'unpacking' | 'return' | 'argument' | 'operand' | 'condition' | 'stored';

/** What becomes of the value of an expression. */
export function roleOf(facts: Facts, node: Node): AwaitRole {
  const parent = parentOf(facts, node);
  switch (parent?.kind) {
    case 'Expr':
      return 'statement';
    case 'Assign':
      return parent.targets.some(({ kind }) => kind === 'Collection') ? 'unpacking' : 'assignment';
    case 'AnnAssign':
    case 'NamedExpr':
      return 'assignment';
    case 'Return':
      return 'return';
    case 'Argument':
      return 'argument';
    case 'BoolOp':
      return isTested(facts, parent) || parent.left === node ? 'condition' : roleOf(facts, parent);
    case 'UnaryOp':
      return parent.operator === 'not' ? 'condition' : 'operand';
    case 'IfExp':
      return parent.test === node ? 'condition' : roleOf(facts, parent);
    case 'Attribute':
    case 'Subscript':
    case 'BinOp':
    case 'Compare':
    case 'JoinedStr':
    case 'Starred':
    case 'For':
    case 'AugAssign':
      return 'operand';
    case 'ComprehensionFor':
      return parent.iter === node ? 'operand' : 'condition';
    default:
      return isTested(facts, node) ? 'condition' : 'stored';
  }
}

function isTested(facts: Facts, node: Node): boolean {
  const parent = parentOf(facts, node);
  if (parent?.kind === 'BoolOp') return isTested(facts, parent);
  if (parent?.kind === 'UnaryOp') return parent.operator === 'not';
  if (parent?.kind === 'ComprehensionFor') return parent.iter !== node;
  return parent !== undefined && 'test' in parent && parent.test === node;
}
