import type { For } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { importName } from './add-import.ts';
import { apart, chunkText, insertAt } from './edits.ts';
import type { MakeEdits } from './fix.ts';
import { parenthesesAround } from './parentheses.ts';

/** `for row in rows():` → `async for row in iterate_in_threadpool(rows()):`, in files that use FastAPI or Starlette. */
export function throughThreadpool(view: ChunkView, loop: For): MakeEdits | undefined {
  if (!view.imports(['fastapi', 'starlette']) || !view.coroutineAround(loop) || view.library === 'trio')
    return undefined;
  if (!view.mayIterate(view.typeOf(loop.iter), false)) return undefined;
  const { start, end } = parenthesesAround(view, loop.iter).at(-1) ?? loop.iter;
  return () => {
    const { name, edits } = importName(view, loop, 'starlette.concurrency', 'iterate_in_threadpool');
    return [
      ...edits,
      insertAt(view, loop.start, 'async '),
      insertAt(view, start, apart(chunkText(view), start, `${name}(`)),
      insertAt(view, end, ')'),
    ];
  };
}
