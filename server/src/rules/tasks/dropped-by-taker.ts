import type { Call } from '../../facts/nodes.ts';
import { under } from '../../knowledge/name-table.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { isInstance } from '../shared/held-locks.ts';

/** Whether what a task is given to keeps no reference to it: `create_task(f()).set_name("f")`, a WeakSet, a callback of the loop. */
export function isDroppedByTaker(view: ChunkView, task: Call): boolean {
  const parent = view.parent(task);
  switch (parent?.kind) {
    case 'Attribute':
      return parent.attribute === 'set_name' && isCalledAlone(view, parent);
    case 'Argument': {
      const call = view.parent(parent);
      const func = call?.kind === 'Call' ? call.func : undefined;
      return func?.kind === 'Attribute' && func.attribute === 'add' && isInstance(view, view.typeOf(func.value), WEAK);
    }
    case 'Lambda': {
      const argument = view.parent(parent);
      const call = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
      return parent.body === task && call?.kind === 'Call' && view.lookupCall(call, LATER) === true;
    }
    default:
      return false;
  }
}

function isCalledAlone(view: ChunkView, func: Call['func']): boolean {
  const call = view.parent(func);
  return call?.kind === 'Call' && call.func === func && view.parent(call)?.kind === 'Expr';
}

const WEAK = { 'weakref.WeakSet': true } as const;

/** They do not look at what their callback returns. */
const LATER = under('asyncio.AbstractEventLoop', 'call_soon call_soon_threadsafe call_later call_at', true);
