import type { Binding } from '../facts/facts.ts';
import type { Call, Expression } from '../facts/nodes.ts';
import { bindingsOf, treatsAsCoroutine, usesOf } from '../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { insertAwait } from './insert-await.ts';
import type { Edit } from './fix.ts';

/** Where an `await` belongs that a value lacks, and what it makes. */
export interface AwaitedValue {
  readonly awaited: Expression;
  readonly edits: () => readonly Edit[];
}

/**
 * `rows = load()` and `async for row in rows` → `rows = await load()`, since whatever else uses the variable wants the
 * result as well. Undefined where another use wants the coroutine, or the `await` would not be in a coroutine.
 */
export function awaitAtSource(view: ChunkView, value: Expression): AwaitedValue | undefined {
  const held = (view.facts.reaching.get(value.id) ?? []).map((index) => view.facts.bindings[index]!);
  const source = held.length === 1 ? callHeldBy(view, held[0]!) : undefined;
  const awaited = source ?? value;
  if (!view.coroutineAround(awaited)) return undefined;
  const others = held.flatMap((binding) => usesOf(view, binding)).filter((use) => use !== value);
  if (source ? others.some((use) => treatsAsCoroutine(view, use)) : others.length > 0) return undefined;
  return { awaited, edits: () => insertAwait(view, awaited) };
}

const callHeldBy = (view: ChunkView, binding: Binding): Call | undefined =>
  view.facts.nodes.find((node): node is Call => node.kind === 'Call' && bindingsOf(view, node).includes(binding));
