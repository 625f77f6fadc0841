import type { Call } from '../facts/nodes.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import type { Edit } from './fix.ts';
import { awaitAround } from './insert-await.ts';
import { passCallee, type Runner } from './pass-callee.ts';

/**
 * Runs a call of a coroutine in a thread, in the words of the file's library: `await asyncio.to_thread(f, a, k=v)`.
 * The function and its arguments are still evaluated on the loop. Undefined where `await` cannot stand.
 */
export function offload(view: ChunkView, call: Call): Edit[] | undefined {
  if (!view.coroutineAround(call)) return undefined;
  return passCallee(view, call, threadRunner(view), awaitAround(view, call, true));
}

function threadRunner({ library, python: [major, minor] }: ChunkView): Runner {
  if (library !== 'asyncio') return { name: `${library}.to_thread.run_sync`, opening: '(', takesKeywords: false };
  const hasToThread = major > 3 || minor >= 9;
  if (hasToThread) return { name: 'asyncio.to_thread', opening: '(', takesKeywords: true };
  return { name: 'asyncio.get_running_loop', opening: '().run_in_executor(None, ', takesKeywords: false };
}
