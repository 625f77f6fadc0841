import type { Expression, Node, With } from '../../facts/nodes.ts';
import { threadLocks, type LockCounterpart } from '../../knowledge/loop.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';

/** The locks of threads or processes that a node runs under: `with lock:` around it in the same function. */
export const heldThreadLocks = (view: ChunkView, node: Node): readonly Expression[] =>
  itemsAround(view, node, (statement) => !statement.isAsync).filter((context) =>
    isThreadLock(view, view.typeOf(context)),
  );

export const isThreadLock = (view: ChunkView, type: Type): boolean => isInstance(view, type, threadLocks);

/** The async counterpart of a lock for threads or processes. */
export function counterpartOfLock(view: ChunkView, type: Type): LockCounterpart | undefined {
  const name = Object.keys(threadLocks).find((candidate) => isInstance(view, type, { [candidate]: true }));
  return name === undefined ? undefined : threadLocks[name];
}

/** Whether a value is made by one of the classes of a table. */
export function isInstance(view: ChunkView, type: Type, table: NameTable<unknown>): boolean {
  if (type.kind === 'external') return type.path.endsWith('()') && type.path.slice(0, -2) in table;
  return type.kind === 'instance' && Object.keys(table).some((name) => view.isInstanceOf(type, name));
}

/** What the `with` statements around a node, up to its function, have entered. */
export function itemsAround(view: ChunkView, node: Node, chosen: (statement: With) => boolean): readonly Expression[] {
  const found: Expression[] = [];
  let inner = node;
  for (let outer = view.parent(node); outer; inner = outer, outer = view.parent(outer)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda' || outer.kind === 'ClassDef') break;
    if (outer.kind === 'With' && inner.kind !== 'WithItem' && chosen(outer))
      found.push(...outer.items.map(({ context }) => context));
  }
  return found;
}
