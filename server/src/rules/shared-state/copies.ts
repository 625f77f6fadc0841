import type { Expression, Name } from '../../facts/nodes.ts';
import { usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

const COPIERS = {
  'builtins.list': true,
  'builtins.dict': true,
  'builtins.set': true,
  'builtins.tuple': true,
  'builtins.frozenset': true,
  'collections.deque': true,
  'copy.copy': true,
  'copy.deepcopy': true,
} as const;

/** What `list(old)`, `old.copy()` copies; other values as they are. */
export function copiedFrom(view: ChunkView, value: Expression): Expression {
  if (value.kind !== 'Call') return value;
  const [only, ...others] = value.args;
  if (value.func.kind === 'Attribute' && value.func.attribute === 'copy' && !only)
    return copiedFrom(view, value.func.value);
  const isCopy = only?.stars === 0 && others.length === 0 && view.lookupCall(value, COPIERS) !== undefined;
  return isCopy ? copiedFrom(view, only.value) : value;
}

/** Whether a variable that holds a copy is only copied again, stored, or read of (`old[axis].speed`): nobody changes what it holds. */
export const isLeftAsItIs = (view: ChunkView, name: Name): boolean =>
  view.bindingsReaching(name).every((binding) =>
    usesOf(view, binding).every((use) => {
      const parent = view.parent(use);
      if (parent?.kind === 'Assign') return parent.value === use;
      if (parent?.kind === 'Subscript') return isRead(view, parent);
      const call = parent?.kind === 'Argument' || parent?.kind === 'Attribute' ? view.parent(parent) : undefined;
      return call?.kind === 'Call' && copiedFrom(view, call) === use;
    }),
  );

function isRead(view: ChunkView, item: Expression): boolean {
  const parent = view.parent(item);
  if ((parent?.kind === 'Attribute' || parent?.kind === 'Subscript') && parent.value === item)
    return isRead(view, parent);
  return 'context' in item && item.context === 'load' && !(parent?.kind === 'Call' && parent.func === item);
}
