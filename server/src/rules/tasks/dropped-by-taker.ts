import type { Call, Expression } from '../../facts/nodes.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
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

/** `asyncio.create_task` in `loop.call_later(1, asyncio.create_task, job())`, of which nobody gets the task. */
export const tasksMadeLater = (view: ChunkView, call: Call): readonly Expression[] =>
  call.args.length > 1 && view.lookupCall(call, LATER) === true
    ? call.args
        .map(({ value }) => value)
        .filter((value) => view.lookup(view.typeOf(value), taskSpawners)?.dropping === 'task')
    : [];

/** They do not look at what their callback returns. */
const LATER = under('asyncio.AbstractEventLoop', 'call_soon call_soon_threadsafe call_later call_at', true);
