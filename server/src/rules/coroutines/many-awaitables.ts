import type { Await } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import { unpackInto } from '../../fixes/wrap-in.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, type Type } from '../../project/types/types.ts';

export interface Explanation {
  readonly message: string;
  readonly fixes: () => readonly Fix[];
}

export function isCollectionOfAwaitables(view: ChunkView, type: Type): boolean {
  const element = type.kind === 'instance' ? view.element(type, false) : undefined;
  return (
    element !== undefined &&
    membersOf(element).every((item) => (item.kind === 'coroutine' || item.kind === 'instance') && view.mayAwait(item))
  );
}

export function manyAwaitables(view: ChunkView, node: Await, text: string): Explanation {
  if (view.library !== 'asyncio')
    return {
      message: `\`${text}\` holds coroutines, and only a single one can be awaited; start them in a ${view.library === 'trio' ? 'nursery' : 'task group'}.`,
      fixes: () => [],
    };
  return {
    message: `\`${text}\` holds several awaitables, and only a single one can be awaited; unpack them into \`asyncio.gather()\`.`,
    fixes: () => [
      {
        title: 'Await them together with `asyncio.gather()`',
        safety: 'safe',
        edits: () => unpackInto(view, node.value, 'asyncio.gather'),
      },
    ],
  };
}
