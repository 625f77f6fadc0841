import type { Call, Expression } from '../../facts/nodes.ts';
import { argumentsAt, type ArgumentPlace } from '../../knowledge/argument-place.ts';
import { coroutineConsumers, loopStarters, taskSpawners, type CoroutineConsumer } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';

/** A value that a call sees to it that it is run: where it is written, and its type. For `*xs` the type of its elements. */
export interface Gathered {
  readonly node: Expression;
  readonly type: Type;
  /** Whether `node` is the value itself, not an iterable of such values. */
  readonly isSingle: boolean;
}

/** What a call such as `gather(a(), *others)`, `create_task(a())`, `asyncio.run(a())` is given to run; undefined for other calls. */
export function gatheredBy(view: ChunkView, call: Call): readonly Gathered[] | undefined {
  const consumer = consumerOf(view, call);
  if (!consumer) return undefined;
  const { argument, elements } = consumer;
  const passed = argumentsAt(call, argument).map(({ value }) => value);
  const starred = argument.rest ? call.args.filter(({ stars }) => stars === 1).map(({ value }) => value) : [];
  return [
    ...passed.flatMap((value) => (elements ? elementsOf(view, value) : [single(view, value)])),
    ...starred.flatMap((value) => elementsOf(view, value)),
  ];
}

function consumerOf(view: ChunkView, call: Call): CoroutineConsumer | undefined {
  const consumer = view.lookupCall(call, coroutineConsumers);
  if (consumer) return consumer;
  const handed = view.lookupCall(call, taskSpawners)?.spawns ?? view.lookupCall(call, loopStarters)?.runs;
  if (handed) return handed.what === 'coroutine' ? { argument: handed.argument } : undefined;
  return view.isConfigured(view.typeOf(call.func), 'taskSpawners') ? { argument: FIRST } : undefined;
}

const FIRST: ArgumentPlace = { position: 0 };

const single = (view: ChunkView, node: Expression): Gathered => ({ node, type: view.typeOf(node), isSingle: true });

function elementsOf(view: ChunkView, node: Expression): readonly Gathered[] {
  if (node.kind === 'Collection')
    return node.elements.flatMap((element) =>
      element.kind === 'Starred' ? elementsOf(view, element.value) : [single(view, element)],
    );
  if (node.kind === 'Comprehension' && node.type !== 'dict') return [single(view, node.element)];
  const type = view.element(view.typeOf(node), false);
  return type ? [{ node, type, isSingle: false }] : [];
}
