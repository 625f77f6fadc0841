import type { Attribute, Call, Expression } from '../../facts/nodes.ts';
import { isAwaitable, treatsAsCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, type Type } from '../../project/types/types.ts';

/** A mention of an attribute somewhere in the file. */
export interface Mention {
  readonly view: ChunkView;
  readonly node: Attribute;
}

/**
 * For `self.x = f()`: where the file reads `x` of such an object. Undefined where something in the file awaits it,
 * starts it or asks what it is, or where it cannot be told whose `x` is meant.
 */
export function readsOfStored(view: ChunkView, call: Call): readonly Mention[] | undefined {
  const mentions = mentionsOfStored(view, call);
  if (!mentions || mentions.some(({ view: chunk, node }) => treatsAsCoroutine(chunk, node))) return undefined;
  return mentions.filter(({ node }) => node.context === 'load');
}

/** What the file stores there besides, where that is certainly a plain value. */
export function plainValueStored(view: ChunkView, call: Call): Type | undefined {
  for (const { view: chunk, node } of mentionsOfStored(view, call) ?? []) {
    const parent = node.context === 'store' ? chunk.parent(node) : undefined;
    const value = parent?.kind === 'Assign' ? parent.value : undefined;
    if (value && value !== call && isPlainValue(chunk, value)) return chunk.typeOf(value);
  }
  return undefined;
}

const isPlainValue = (view: ChunkView, value: Expression): boolean =>
  membersOf(view.typeOf(value)).every(
    (item) => item.kind === 'instance' && !isAwaitable(view, item) && !view.mayAwait(item),
  );

function mentionsOfStored(view: ChunkView, call: Call): readonly Mention[] | undefined {
  const statement = view.parent(call);
  const target = statement?.kind === 'Assign' && statement.targets.length === 1 ? statement.targets[0] : undefined;
  const owner = target?.kind === 'Attribute' ? view.typeOf(target.value) : undefined;
  if (target?.kind !== 'Attribute' || owner?.kind !== 'instance') return undefined;
  return view.occurrences(target.attribute).flatMap(({ view: chunk, node }) => {
    const type = node.kind === 'Attribute' ? chunk.typeOf(node.value) : undefined;
    return node.kind === 'Attribute' && type?.kind === 'instance' && type.ref === owner.ref
      ? [{ view: chunk, node }]
      : [];
  });
}
