import type { Node } from '../../facts/nodes.ts';
import { joinEdits } from '../../fixes/edits.ts';
import type { Fix, MakeEdits } from '../../fixes/fix.ts';
import { editsOf, inFiles, makeAsyncWithCallers } from '../../fixes/make-async-with-callers.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/**
 * A fix that brings an `await`, `async for` or `async with` to a place: safe within a coroutine, else the function around
 * it becomes async too. None where that cannot be done.
 */
export function fixInCoroutine(
  view: ChunkView,
  place: Node,
  title: string,
  edits: MakeEdits | undefined,
): readonly Fix[] {
  if (!edits) return [];
  const around = view.functionAround(place);
  const isTopOfCell = view.isNotebook && view.scope(place).type === 'module';
  if (view.coroutineAround(place) || isTopOfCell) return [{ title, safety: 'safe', edits }];
  if (around?.kind !== 'FunctionDef' || around.isAsync) return [];
  const changes = makeAsyncWithCallers(view, around);
  if (!changes) return [];
  const both = `Make \`${around.name}\` async and ${title.charAt(0).toLowerCase()}${title.slice(1)}${inFiles(changes)}`;
  return [{ title: both, safety: 'unsafe', edits: () => joinEdits([...edits(), ...editsOf(changes)()]) }];
}

/** What a message adds where the place is in no `async def` yet. */
export const orMakeAsync = (view: ChunkView, place: Node): string =>
  view.coroutineAround(place) || view.isNotebook ? '' : ' in an `async def`';
