import type { Binding } from '../../facts/facts.ts';
import type { Call, Expression, Name } from '../../facts/nodes.ts';
import {
  bindingsOf,
  isCoroutine,
  isEndedByHand,
  treatsAsCoroutine,
  usesOf,
} from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Localized } from '../../text/localized.ts';
import { occurrenceOf } from './awaitable-occurrence.ts';
import { type Container, isContainer, usedWithContents } from './use-by-consumer.ts';
import { usedAsValue } from './used-as-value.ts';

/** What a use of a variable does with the coroutines that are kept in it. */
interface Handling {
  /** Where it takes them out. */
  readonly elements: readonly Expression[];
  /** What goes wrong as they are used along with what they are in. */
  readonly how?: Localized;
}

/**
 * The first use as a value of coroutines that are kept in a variable's list, tuple, set or dict: `rows = [load(i) for i in ids]`,
 * then `rows[0].name`, `for row in rows: print(row.name)`, or `print(rows)`. Undefined where anything else is done with them.
 */
export function useInContainer(view: ChunkView, call: Call): { place: Expression; how: Localized } | undefined {
  const container = view.parent(call);
  if (!isContainer(container) || !isCoroutine(view, view.typeOf(call))) return undefined;
  const bindings = bindingsOf(view, container);
  if (bindings.some(({ escapes }) => escapes)) return undefined;
  const uses = bindings.flatMap((binding) => [...usesOf(view, binding)]);
  const handled = uses.map((use) => ({ use, handling: handlingOf(view, use, container) }));
  if (handled.some(({ handling }) => !handling?.elements.every((it) => !treatsAsCoroutine(view, it)))) return undefined;
  const isKnown = handled.some(({ handling }) => handling?.elements.some((it) => isEndedByHand(view, it)));
  for (const { use, handling } of handled) {
    if (handling?.how !== undefined && !isKnown) return { place: use, how: handling.how };
    for (const place of handling?.elements ?? []) {
      const how = usedAsValue(view, occurrenceOf(view, place), isKnown);
      if (how !== undefined) return { place, how };
    }
  }
  return undefined;
}

/** Undefined where it may do anything with them. */
function handlingOf(view: ChunkView, use: Name, container: Container): Handling | undefined {
  const parent = view.parent(use);
  if (parent?.kind === 'Subscript' && parent.value === use) {
    const isItem = parent.context === 'load' && parent.indices[0]?.kind !== 'Slice';
    return isItem ? { elements: [parent, ...coroutinesIn(view, bindingsOf(view, parent))] } : undefined;
  }
  if ((parent?.kind === 'For' || parent?.kind === 'ComprehensionFor') && parent.iter === use && !parent.isAsync)
    return {
      elements: coroutinesIn(
        view,
        view.facts.bindings.filter(({ node }) => node === parent.target.id),
      ),
    };
  return usedWithContents(view, use, container);
}

const coroutinesIn = (view: ChunkView, bindings: readonly Binding[]): readonly Name[] =>
  bindings.flatMap((binding) => usesOf(view, binding).filter((use) => isCoroutine(view, view.typeOf(use))));
