import type { Call } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { importName } from './add-import.ts';
import { apart, chunkText, insertAt } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { awaitAround } from './insert-await.ts';

/** `f(a)` → `await sync_to_async(f)(a)`: Django's way into the thread that its connections belong to. */
export function throughSyncToAsync(view: ChunkView, call: Call): MakeEdits | undefined {
  return view.coroutineAround(call) ? () => awaitedInThread(view, call) : undefined;
}

function awaitedInThread(view: ChunkView, call: Call): Edit[] {
  const { name, edits } = importName(view, call, 'asgiref.sync', 'sync_to_async');
  const { start, before, end, after } = awaitAround(view, call, true);
  return [
    ...edits,
    insertAt(view, start, `${before}${name}(`),
    insertAt(view, call.func.end, ')'),
    ...(after === '' ? [] : [insertAt(view, end, after)]),
  ];
}

/** `f(a)` → `async_to_sync(f)(a)`: runs the coroutine of an async function where no loop runs, or in the loop outside. */
export function throughAsyncToSync(view: ChunkView, call: Call): Edit[] {
  const { name, edits } = importName(view, call, 'asgiref.sync', 'async_to_sync');
  return [
    ...edits,
    insertAt(view, call.start, apart(chunkText(view), call.start, `${name}(`)),
    insertAt(view, call.func.end, ')'),
  ];
}
