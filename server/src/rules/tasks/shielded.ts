import type { Call } from '../../facts/nodes.ts';
import { ancestors, enclosing, isWithin } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf } from '../../project/types/types.ts';

/**
 * The coroutine that an awaited `asyncio.shield(save())` makes a task of, which is there for the time when who awaits it is cancelled:
 * nobody refers to it then. What cleans up in an `except` or `finally` is cancelled already, and hardly a second time.
 */
export const shieldedCoroutine = (view: ChunkView, call: Call): Call | undefined =>
  enclosing(view.facts, call, 'Await') && !isCleanUp(view, call) ? coroutineIn(view, call) : undefined;

/** `save()` in `asyncio.shield(save())` */
export function coroutineIn(view: ChunkView, call: Call): Call | undefined {
  const [argument, ...others] = call.args;
  const made = argument?.stars === 0 && others.length === 0 ? argument.value : undefined;
  if (made?.kind !== 'Call' || view.lookupCall(call, SHIELD) !== true) return undefined;
  return membersOf(view.typeOf(made)).every(({ kind }) => kind === 'coroutine') ? made : undefined;
}

function isCleanUp(view: ChunkView, call: Call): boolean {
  for (const outer of ancestors(view.facts, call)) {
    if (outer.kind === 'FunctionDef') return false;
    if (outer.kind === 'ExceptHandler') return true;
    if (outer.kind === 'Try' && outer.finalbody.some((statement) => isWithin(view.facts, call, statement))) return true;
  }
  return false;
}

const SHIELD = { 'asyncio.shield': true } as const;
