import type { Node } from '../../facts/nodes.ts';
import { joinEdits } from '../../fixes/edits.ts';
import type { Fix, MakeEdits } from '../../fixes/fix.ts';
import { editsOf, inFiles, makeAsyncWithCallers } from '../../fixes/make-async-with-callers.ts';
import { canAwaitInCell } from '../../fixes/top-of-cell.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Localized } from '../../text/localized.ts';

/**
 * A fix that brings an `await`, `async for` or `async with` to a place: safe within a coroutine, else the function around
 * it becomes async too. None where that cannot be done.
 */
export function fixInCoroutine(
  view: ChunkView,
  place: Node,
  title: TitleInCoroutine,
  edits: MakeEdits | undefined,
): readonly Fix[] {
  if (!edits) return [];
  const around = view.functionAround(place);
  const isTopOfCell = canAwaitInCell(view, place) && view.scope(place).type === 'module';
  if (view.coroutineAround(place) || isTopOfCell) return [{ title: title.alone, safety: 'safe', edits }];
  if (around?.kind !== 'FunctionDef' || around.isAsync) return [];
  const changes = makeAsyncWithCallers(view, around);
  if (!changes) return [];
  const both = title.withFunction(around.name, inFiles(changes));
  return [{ title: both, safety: 'unsafe', edits: () => joinEdits([...edits(), ...editsOf(changes)()]) }];
}

/** A fix's title, and the one where the function around has to become async for it. */
export interface TitleInCoroutine {
  readonly alone: Localized;
  readonly withFunction: (name: string, inFiles: Localized) => Localized;
}

/** What a message adds where the place is in no `async def` yet: behind what to use in English, in front of it in Chinese. */
export const orMakeAsync = (view: ChunkView, place: Node): Localized =>
  view.coroutineAround(place) || view.isNotebook ? texts.here : texts.inAsyncDef;

const texts = {
  here: { en: '', 'zh-cn': '' },
  inAsyncDef: { en: ' in an `async def`', 'zh-cn': '在 `async def` 中' },
};
