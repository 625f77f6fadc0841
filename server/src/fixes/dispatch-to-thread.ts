import type { Call, Node } from '../facts/nodes.ts';
import { ancestors, isWithin } from '../facts/walk.ts';
import { hasPython, type ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { awaitOnce } from './insert-await.ts';
import { passCallee, type Runner } from './pass-callee.ts';

/**
 * Runs a call of a coroutine in a thread, in the words of the file's library: `await asyncio.to_thread(f, a, k=v)`.
 * The function and its arguments are still evaluated on the loop. Undefined where `await` cannot stand.
 */
export function dispatchToThread(view: ChunkView, call: Call): MakeEdits | undefined {
  if (!view.coroutineAround(call) || isTextItself(view, call)) return undefined;
  return () => passCallee(view, call, threadRunner(view), awaitOnce(view, call));
}

/** `f"{work()=}"` shows the source text, too. */
function isTextItself(view: ChunkView, call: Call): boolean {
  for (const outer of ancestors(view.facts, call)) {
    if (outer.kind !== 'JoinedStr') continue;
    const value = outer.values.find((each) => isWithin(view.facts, call, each));
    return value !== undefined && /^\s*=\s*[!:}]/.test(view.source({ start: value.end, end: outer.end }));
  }
  return false;
}

/** `asyncio.to_thread(compute)`: a function of the file, run in a thread. */
export function threadCall(
  view: ChunkView,
  place: Node,
  name: string,
): { readonly call: string; readonly edits: readonly Edit[] } {
  const runner = threadRunner(view);
  const imported = reference(view, place, runner.name);
  return { call: `${imported.name}${runner.opening}${name})`, edits: imported.edits };
}

function threadRunner(view: ChunkView): Runner {
  const { library } = view;
  if (library !== 'asyncio') return { name: `${library}.to_thread.run_sync`, opening: '(', takesKeywords: false };
  const hasToThread = hasPython(view, 9);
  if (hasToThread) return { name: 'asyncio.to_thread', opening: '(', takesKeywords: true };
  return { name: 'asyncio.get_running_loop', opening: '().run_in_executor(None, ', takesKeywords: false };
}
