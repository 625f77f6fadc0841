import type { Call, Expression, Node } from '../facts/nodes.ts';
import { insertAwait } from '../fixes/insert-await.ts';
import { argumentsAt } from '../knowledge/argument-place.ts';
import { valueConsumers } from '../knowledge/loop.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { bindingsOf, calleeText, isCoroutine, treatsAsCoroutine, usesOf } from '../project/coroutine-life.ts';
import { expectsFailure } from './expects-failure.ts';
import { defineRule } from './rule.ts';

export const coroutineAsValue = defineRule({
  id: 'coroutine-as-value',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: 'A coroutine used as if it were its result.',
  docs: {
    why: [
      'Without `await`, a call of an `async def` function gives a coroutine object, not what the function returns.',
      'Using that object as the result fails (it has no such attributes, items or operators) or, worse, goes on with a wrong value: it is always true, never equal to anything, and prints as `<coroutine object …>`.',
    ].join(' '),
    examples: [
      {
        bad: 'import asyncio\n\n\nasync def load_user(name):\n    return {"name": name}\n\n\nasync def greet(name):\n    user = load_user(name)\n    print("Hello", user["name"])\n\n\nasyncio.run(greet("Ada"))\n',
        good: 'import asyncio\n\n\nasync def load_user(name):\n    return {"name": name}\n\n\nasync def greet(name):\n    user = await load_user(name)\n    print("Hello", user["name"])\n\n\nasyncio.run(greet("Ada"))\n',
        claim: { shows: "'coroutine' object is not subscriptable" },
      },
    ],
    limits:
      'A coroutine in a variable counts only where every value that the variable can have there is a coroutine, and nothing awaits the variable.',
    peers: [
      'pyright reportAttributeAccessIssue',
      'pyright reportIndexIssue',
      'mypy truthy-bool',
      'PyCharm PyAsyncCall',
    ],
  },
  visit: {
    Call(call, view, report) {
      const type = view.typeOf(call);
      if (!isCoroutine(view, type)) return;
      const callee = calleeText(view, call);
      const own = usedAsValue(view, call);
      const use = own ? { place: call as Node, how: own } : useThroughVariable(view, call);
      if (!use || expectsFailure(view, use.place)) return;
      report({
        at: call,
        message: `\`${callee}()\` is a coroutine here, not its result: ${use.how}; \`await\` it.`,
        related: use.place === call ? [] : [{ at: view.at(use.place), message: 'Used as the result here' }],
        fixes: () =>
          view.coroutineAround(call)
            ? [{ title: `Await \`${callee}()\``, safety: 'safe', edits: insertAwait(view, call) }]
            : [],
      });
    },
  },
});

interface Use {
  readonly place: Node;
  readonly how: string;
}

/** The first use as a value of a variable that holds the coroutine; undefined when some use knows it for a coroutine. */
function useThroughVariable(view: ChunkView, call: Call): Use | undefined {
  const uses = bindingsOf(view, call).flatMap((binding) => usesOf(view, binding));
  if (uses.some((use) => treatsAsCoroutine(view, use))) return undefined;
  for (const use of uses) {
    if (!isCoroutine(view, view.typeOf(use))) continue;
    const how = usedAsValue(view, use);
    if (how !== undefined) return { place: use, how };
  }
  return undefined;
}

/** What happens where an expression is used as a plain value; undefined where a coroutine may be meant. */
function usedAsValue(view: ChunkView, node: Expression): string | undefined {
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
