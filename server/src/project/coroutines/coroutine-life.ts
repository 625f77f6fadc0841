import type { Binding } from '../../facts/facts.ts';
import type { Call, Expression, Node } from '../../facts/nodes.ts';
import { coroutineGuards } from '../../knowledge/loop.ts';
import { isTakenBy, runsCoroutines } from '../effects/value-uses.ts';
import type { Localized } from '../../text/localized.ts';
import type { ChunkView } from '../model/chunk-view.ts';

import { isStandard, standardName } from '../types/standard-names.ts';
import { instanceType, membersOf, type Type } from '../types/types.ts';

export { bindingsOf, isHandedToLoop, usesOf } from '../effects/value-uses.ts';

/** Whether a value is certainly a coroutine object: it does nothing until it is awaited. */
export const isCoroutine = (view: ChunkView, type: Type): boolean =>
  membersOf(type).every((item) => isOneCoroutine(view, item));

/** Also objects that stand for a coroutine not yet started, such as aiohttp's request context managers. */
const isOneCoroutine = (view: ChunkView, type: Type): boolean =>
  type.kind === 'coroutine' || (type.kind === 'instance' && view.isInstanceOf(type, 'typing.Coroutine'));

/** Whether a value can certainly be awaited: a coroutine, a task, a future, an object with `__await__`. */
export const isAwaitable = (view: ChunkView, type: Type): boolean =>
  membersOf(type).every(
    (item) =>
      item.kind === 'coroutine' || (item.kind === 'instance' && view.member(item, '__await__')?.kind === 'function'),
  );

/** What a value is that has to be awaited for its result. */
export type AwaitableKind = 'coroutine' | 'task' | 'future' | 'awaitable';

/** For messages. */
export const awaitableNouns: Readonly<Record<AwaitableKind, Localized>> = {
  coroutine: { en: 'a coroutine', 'zh-cn': '协程' },
  task: { en: 'a task', 'zh-cn': '任务' },
  future: { en: 'a future', 'zh-cn': 'Future 对象' },
  awaitable: { en: 'an awaitable', 'zh-cn': '可等待对象' },
};

/** What kind of awaitable a value certainly is, `None` aside; undefined where it may be something else. */
export function awaitableKind(view: ChunkView, type: Type): AwaitableKind | undefined {
  let kind: AwaitableKind | undefined;
  for (const item of membersOf(type)) {
    if (item.kind === 'none') continue;
    const own = kindOfOne(view, item);
    if (!own) return undefined;
    kind = kind === undefined || kind === own ? own : 'awaitable';
  }
  return kind;
}

function kindOfOne(view: ChunkView, type: Type): AwaitableKind | undefined {
  if (isOneCoroutine(view, type)) return 'coroutine';
  if (type.kind !== 'instance' || !isAwaitable(view, type)) return undefined;
  if (view.isInstanceOf(type, 'asyncio.Task')) return 'task';
  return view.isInstanceOf(type, 'asyncio.Future') ? 'future' : 'awaitable';
}

/** Whether all that is known of a value is that it can be awaited: it may be a future, or have any attribute. */
export const isAbstractAwaitable = (type: Type): boolean =>
  membersOf(type).every((item) => item.kind === 'instance' && isStandard(item, 'typing.Awaitable'));

/** Whether a binding is another, or what is left of it behind a test that only a `None` fails. */
export function passesOn(view: ChunkView, binding: Binding, from: Binding): boolean {
  if (binding === from) return true;
  const test = binding.type === 'narrow' ? view.facts.nodes[binding.node] : undefined;
  return (
    test !== undefined &&
    keepsObjects(test, binding.positive) &&
    binding.prior.some((index) => passesOn(view, view.facts.bindings[index]!, from))
  );
}

/** `x`, `x is not None`, and the failing of `not x`, `x is None`. */
function keepsObjects(test: Node, positive: boolean): boolean {
  if (test.kind === 'UnaryOp') return test.operator === 'not' && keepsObjects(test.operand, !positive);
  if (test.kind === 'Name' || test.kind === 'NamedExpr') return positive;
  if (test.kind !== 'Compare' || test.operators.length !== 1) return false;
  const [comparator] = test.comparators;
  if (comparator?.kind !== 'Constant' || comparator.type !== 'None') return false;
  return test.operators[0] === (positive ? 'is not' : 'is');
}

/** Whether a use shows that the author knows it for a coroutine: awaits it, hands it to the loop, asks what it is. */
export const treatsAsCoroutine = (view: ChunkView, use: Node): boolean =>
  isTakenBy(view, use, (call) => runsCoroutines(view, call) || asksForCoroutines(view, call));

/** `coro.close()`, where what awaiting it gives is not known to have such a method. */
export function isEndedByHand(view: ChunkView, use: Expression): boolean {
  const method = view.parent(use);
  const call = method?.kind === 'Attribute' ? view.parent(method) : undefined;
  if (method?.kind !== 'Attribute' || call?.kind !== 'Call' || call.func !== method) return false;
  if (method.attribute !== 'close' && method.attribute !== 'throw') return false;
  const result = view.awaited(view.typeOf(use));
  return isCoroutine(view, view.typeOf(use)) && (!result || view.member(result, method.attribute)?.kind !== 'function');
}

const asksForCoroutines = (view: ChunkView, call: Call): boolean =>
  view.lookupCall(call, coroutineGuards) !== undefined ||
  (call.func.kind === 'Name' && call.func.name === 'isinstance' && !asksForValue(view, call));

/** `isinstance(x, Reply)` with a class whose instances cannot be awaited: who asks that has the result in mind. */
export function asksForValue(view: ChunkView, { args }: Call): boolean {
  const asked = args[1] && view.typeOf(args[1].value);
  const classes = asked?.kind === 'instance' ? asked.args : asked ? membersOf(asked) : [];
  return (
    classes.length > 0 &&
    classes.every((item) => item.kind === 'class' && !isTop(item) && !view.mayAwait(instanceType(item.ref, item.args)))
  );
}

/** Coroutines and futures are objects, and what `collections.abc` asks for by methods. */
const isTop = (type: Type): boolean => /^(?:builtins\.object|(?:typing|types)\.\w+)$/.test(standardName(type));

/** The text of a callee for messages: `client.fetch` of `client.fetch(url)`, shortened in the middle of long chains. */
export const calleeText = (view: ChunkView, call: Call): string => shorten(view.source(call.func));

/** An expression's text for messages; of a call only what is called. */
export const expressionText = (view: ChunkView, node: Expression): string =>
  node.kind === 'Call' ? `${calleeText(view, node)}()` : shorten(view.source(node));

/** Source text for messages: on one line, its last part where it is long. */
function shorten(source: string): string {
  const text = source.replaceAll(/\s+/g, ' ');
  if (text.length <= 50) return text;
  const dot = text.lastIndexOf('.', text.length - 2);
  return dot < 0 ? `${text.slice(0, 49)}…` : `…${text.slice(dot)}`;
}
