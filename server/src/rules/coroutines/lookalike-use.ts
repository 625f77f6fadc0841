import type { Argument, BoolOp, Compare, Expression, Node } from '../../facts/nodes.ts';
import { asksForValue } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf } from '../../project/types/types.ts';
import type { Localized } from '../../text/localized.ts';
import type { Occurrence } from './awaitable-occurrence.ts';
import { consumedBy, consumedWithin } from './use-by-consumer.ts';
import { useTexts } from './use-texts.ts';

/** Uses of a coroutine that raise nothing but are wrong. */
export function lookalike(view: ChunkView, { node, type, isOneOfSeveral }: Occurrence): Localized | undefined {
  if (isOneOfSeveral || membersOf(type).some(({ kind }) => kind === 'none')) return undefined;
  const parent = view.parent(node);
  switch (parent?.kind) {
    case 'NamedExpr':
      return parent.value === node ? lookalike(view, { node: parent, type, isOneOfSeveral }) : undefined;
    case 'Compare':
      return comparison(parent);
    case 'UnaryOp':
      return useTexts.alwaysTrue;
    case 'BoolOp':
      return parent.left === node || isTested(view, choiceAround(view, parent)) ? useTexts.alwaysTrue : undefined;
    case 'If':
    case 'While':
    case 'Assert':
    case 'IfExp':
    case 'ComprehensionFor':
      return isTest(parent, node) ? useTexts.alwaysTrue : undefined;
    case 'JoinedStr':
      return useTexts.inText('coroutine');
    case 'Argument':
      if (isClassAsked(view, parent)) return useTexts.neverInstance;
      return consumedBy(view, node, parent, 'shows-coroutine') ?? consumedBy(view, node, parent, 'always-true');
    case 'Collection':
    case 'Comprehension':
    case 'Dict':
      return consumedWithin(view, node, 'shows-coroutine') ?? consumedWithin(view, node, 'always-true');
    default:
      return undefined;
  }
}

/** `isinstance(reply, Reply)` */
export function isClassAsked(view: ChunkView, argument: Argument): boolean {
  const call = view.parent(argument);
  return (
    call?.kind === 'Call' &&
    call.args[0] === argument &&
    call.func.kind === 'Name' &&
    call.func.name === 'isinstance' &&
    asksForValue(view, call)
  );
}

/** `test and first or second` was how Python spelled `first if test else second`. */
function choiceAround(view: ChunkView, node: BoolOp): BoolOp {
  const parent = view.parent(node);
  const isChoice = node.operator === 'and' && parent?.kind === 'BoolOp' && parent.operator === 'or';
  return isChoice && parent.left === node ? parent : node;
}

/** Whether only the truth of an expression matters. */
export function isTested(view: ChunkView, node: Node): boolean {
  const parent = view.parent(node);
  if (parent?.kind === 'BoolOp') return parent.left === node || isTested(view, parent);
  if (parent?.kind === 'UnaryOp') return parent.operator === 'not';
  return parent !== undefined && isTest(parent, node);
}

const isTest = (parent: Node, node: Node): boolean =>
  ('test' in parent && parent.test === node) ||
  (parent.kind === 'ComprehensionFor' && parent.conditions.some((condition) => condition === node));

function comparison({ operators, comparators }: Compare): Localized | undefined {
  const isIdentity = operators.some((operator) => operator === 'is' || operator === 'is not');
  if (isIdentity) return operators.length === 1 && isNone(comparators[0]) ? useTexts.neverNone : undefined;
  return operators.every((operator) => operator === '==' || operator === '!=')
    ? useTexts.neverEqual
    : useTexts.notComparable;
}

export const isNone = (node: Expression | undefined): boolean => node?.kind === 'Constant' && node.type === 'None';
