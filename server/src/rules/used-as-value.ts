import type { Expression, Node } from '../facts/nodes.ts';
import { argumentsAt } from '../knowledge/argument-place.ts';
import { valueConsumers } from '../knowledge/loop.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { calleeText } from '../project/coroutine-life.ts';

/** What happens where an expression is used as a plain value; undefined where a coroutine may be meant. */
export function usedAsValue(view: ChunkView, node: Expression): string | undefined {
  const parent = view.parent(node);
  switch (parent?.kind) {
    case 'Attribute':
      return view.member(view.typeOf(node), parent.attribute) === undefined
        ? `it has no attribute \`${parent.attribute}\``
        : undefined;
    case 'Subscript':
      return parent.value === node ? 'it has no items' : undefined;
    case 'For':
    case 'ComprehensionFor':
      return parent.iter === node && !parent.isAsync ? 'it cannot be iterated' : conditionOf(parent, node);
    case 'Starred':
      return 'it cannot be unpacked';
    case 'Assign':
      return parent.targets.some((target) => target.kind === 'Collection') ? 'it cannot be unpacked' : undefined;
    case 'BinOp':
    case 'AugAssign':
      return parent.kind === 'AugAssign' && parent.target === node
        ? undefined
        : `it does not support \`${parent.operator}\``;
    case 'UnaryOp':
      return parent.operator === 'not' ? ALWAYS_TRUE : `it does not support \`${parent.operator}\``;
    case 'Compare':
      return comparison(parent.operators);
    case 'BoolOp':
      return parent.left === node ? ALWAYS_TRUE : undefined;
    case 'If':
    case 'While':
    case 'Assert':
    case 'IfExp':
      return conditionOf(parent, node);
    case 'JoinedStr':
      return 'the text will show `<coroutine object …>`';
    case 'Argument':
      return consumedBy(view, node, parent);
    default:
      return undefined;
  }
}

const ALWAYS_TRUE = 'it is always true';

const conditionOf = (parent: Node, node: Node): string | undefined =>
  ('test' in parent && parent.test === node) ||
  (parent.kind === 'ComprehensionFor' && parent.conditions.some((condition) => condition === node))
    ? ALWAYS_TRUE
    : undefined;

function comparison(operators: readonly string[]): string | undefined {
  if (operators.some((operator) => operator === 'is' || operator === 'is not')) return undefined;
  return operators.every((operator) => operator === '==' || operator === '!=')
    ? 'it is never equal to a result'
    : 'it cannot be compared';
}

function consumedBy(
  view: ChunkView,
  node: Expression,
  argument: Extract<Node, { kind: 'Argument' }>,
): string | undefined {
  const call = view.parent(argument);
  if (call?.kind !== 'Call') return undefined;
  if (argument.stars > 0) return 'it cannot be unpacked';
  const consumer = view.lookupCall(call, valueConsumers);
  if (!consumer || consumer.elements || !argumentsAt(call, consumer.argument).some(({ value }) => value === node))
    return undefined;
  const name = calleeText(view, call);
  switch (consumer.effect) {
    case 'raises':
      return `\`${name}()\` cannot use it`;
    case 'shows-coroutine':
      return `\`${name}()\` will show \`<coroutine object …>\``;
    case 'always-true':
      return ALWAYS_TRUE;
  }
}
