import type { Argument, Call, Collection, Comprehension, Dict, Expression, Node } from '../../facts/nodes.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { valueConsumers, type ValueConsumer } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Localized } from '../../text/localized.ts';
import { useTexts } from './use-texts.ts';

type Effect = ValueConsumer['effect'];

/** What keeps what is in it. */
export type Container = Collection | Comprehension | Dict;

export const isContainer = (node: Node | undefined): node is Container =>
  node?.kind === 'Collection' || node?.kind === 'Comprehension' || node?.kind === 'Dict';

/** What a call makes of an awaitable that it is given as a value: `len(load())`. */
export function consumedBy(
  view: ChunkView,
  node: Expression,
  argument: Argument,
  effect: Effect,
): Localized | undefined {
  const { call, within } = consumerOf(view, node, argument, effect) ?? {};
  return call && within !== 'elements' ? consumed(view, call, effect) : undefined;
}

/** The same of what is in a collection that is used up where it is written: `any(check(i) for i in ids)`, `json.dumps({"user": load()})`. */
export function consumedWithin(view: ChunkView, node: Node, effect: Effect, isDeep = false): Localized | undefined {
  const container = view.parent(node);
  if (!isContainer(container) || (container.kind === 'Comprehension' && container.element !== node)) return undefined;
  const argument = view.parent(container);
  if (argument?.kind !== 'Argument') return consumedWithin(view, container, effect, true);
  const { call, within } = consumerOf(view, container, argument, effect) ?? {};
  if (!call || (within === 'elements' && (isDeep || !areItemsUsed(call, container)))) return undefined;
  return within && consumed(view, call, effect);
}

/** A variable that holds a collection, where what is in there is used along with it: `print(rows)`. Undefined where anything may be. */
export function usedWithContents(
  view: ChunkView,
  variable: Expression,
  container: Container,
): { elements: readonly []; how?: Localized } | undefined {
  const argument = view.parent(variable);
  const call = argument?.kind === 'Argument' && argument.stars === 0 ? view.parent(argument) : undefined;
  const consumer = call?.kind === 'Call' ? view.lookupCall(call, valueConsumers) : undefined;
  if (call?.kind !== 'Call' || !consumer) return undefined;
  const isUsed = consumer.within === 'depths' || (consumer.within === 'elements' && areItemsUsed(call, container));
  if (isUsed) return { elements: [], how: consumed(view, call, consumer.effect) };
  return call.func.kind === 'Name' && call.func.name === 'len' ? { elements: [] } : undefined;
}

/** Not those of a mapping, of which the keys are used, nor of a single one, which has nothing to be compared with, nor with a `key=`. */
function areItemsUsed({ args }: Call, container: Container): boolean {
  if (container.kind === 'Dict' || (container.kind === 'Comprehension' && container.type === 'dict')) return false;
  const isSingle = container.kind === 'Collection' && container.elements.length === 1;
  return !isSingle && !args.some(({ name }) => name === 'key');
}

function consumerOf(
  view: ChunkView,
  node: Expression,
  argument: Argument,
  effect: Effect,
): { readonly call: Call; readonly within: ValueConsumer['within'] } | undefined {
  const call = view.parent(argument);
  if (call?.kind !== 'Call' || argument.stars > 0) return undefined;
  const consumer = view.lookupCall(call, valueConsumers);
  const isTaken = consumer?.effect === effect && argumentsAt(call, consumer.argument).some((it) => it.value === node);
  return isTaken ? { call, within: consumer.within } : undefined;
}

function consumed(view: ChunkView, call: Call, effect: Effect): Localized {
  const name = calleeText(view, call);
  switch (effect) {
    case 'raises':
      return useTexts.refused(name);
    case 'shows-coroutine':
      return useTexts.shown(name, 'coroutine');
    case 'always-true':
      return useTexts.alwaysTrue;
  }
}
