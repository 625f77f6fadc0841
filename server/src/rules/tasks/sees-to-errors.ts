import type { FunctionDef, Node, With } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { asyncLocks } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { awaitsOf } from '../shared/awaits.ts';
import { isInstance } from '../shared/held-locks.ts';
import { catchesAll, catchesEverything } from './catches-all.ts';

/** Functions are looked into so far down. */
const MAX_DEPTH = 2;

/** Whether a coroutine sees to the errors of all that it waits for: it catches them, or what it waits for does. */
export function seesToErrors(view: ChunkView, node: FunctionDef, depth = MAX_DEPTH): boolean {
  if (catchesAll(node)) return true;
  const waits = awaitsOf(view, node);
  return waits.length > 0 && waits.every((wait) => isCaught(view, wait) || cannotFail(view, wait, depth));
}

/** Anywhere in a `try` that catches everything. */
function isCaught(view: ChunkView, wait: Node): boolean {
  for (const outer of ancestors(view.facts, wait)) {
    if (outer.kind === 'Try' && outer.handlers.some(catchesEverything)) return true;
    if (outer.kind === 'FunctionDef') return false;
  }
  return false;
}

/** `async with limit:`, and the `await` of a coroutine that sees to its errors in turn. */
function cannotFail(view: ChunkView, wait: Node, depth: number): boolean {
  if (wait.kind === 'With') return holdsLocks(view, wait);
  if (wait.kind !== 'Await' || wait.value.kind !== 'Call' || depth === 0) return false;
  const made = view.definition(view.typeOf(wait.value.func));
  return made !== undefined && !made.isLibrary && seesToErrors(made.view, made.node, depth - 1);
}

const holdsLocks = (view: ChunkView, { items }: With): boolean =>
  items.every(({ context }) => isInstance(view, view.typeOf(context), asyncLocks));
