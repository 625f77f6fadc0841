import type { Expression, Name, Node } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { awaitsIn, suspensionBetween } from '../shared/awaits.ts';
import { onlyValue } from '../../facts/only-value.ts';
import { copiedFrom, isLeftAsItIs } from './copies.ts';
import { namesIn, oldValueIn, type Race, type Write } from './race.ts';
import { mentionsIn, stateName, type StatePlace } from './shared-state.ts';

/** What is written is computed from what was read before an `await`. */
export const readBefore = (view: ChunkView, write: Write, target: StatePlace): Race | undefined =>
  readInStatement(view, write, target) ?? readThroughVariable(view, write, target);

/** `self.n += await f()`, `self.n = self.n + await f()` */
function readInStatement(view: ChunkView, write: Write, target: StatePlace): Race | undefined {
  if (!write.value) return undefined;
  const [suspended] = awaitsIn(view, write.value);
  if (!suspended) return undefined;
  if (write.kind === 'AugAssign') return { seen: target, how: 'read', suspended };
  const seen = mentionsIn(view, write.value, stateName(view, target)).find((mention) => mention.end <= suspended.start);
  return seen && { seen, how: 'read', suspended };
}

/**
 * `old = self.n`, an await, `self.n = old + 1`. Putting an old value back is meant, and so is
 * `self.jobs = self.jobs[done:]`, which starts from what is there by then.
 */
function readThroughVariable(view: ChunkView, write: Write, target: StatePlace): Race | undefined {
  const { value } = write;
  if (!value || write.kind === 'AugAssign' || mentionsIn(view, value, stateName(view, target)).length > 0)
    return undefined;
  for (const name of namesIn(view, value)) {
    const assigned = onlyValue(view.facts, name);
    const seen =
      assigned && oldValueIn(view, assigned, stateName(view, target), isComputed(view, value, name, assigned));
    const suspended = seen && suspensionBetween(view, seen.end, write);
    if (suspended && !countsWhatIsSent(view, seen, suspended)) return { seen, how: 'read', suspended };
  }
  return undefined;
}

/** Whether what is written is more than what a variable holds, or a copy of it. */
const isComputed = (view: ChunkView, value: Expression, name: Name, assigned: Expression): boolean =>
  copiedFrom(view, value) !== name || (copiedFrom(view, assigned) !== assigned && !isLeftAsItIs(view, name));

/** `left = self.left - len(data)`, `await send(data)`: a stream's own count; two tasks that send at once spoil more than that. */
function countsWhatIsSent(view: ChunkView, seen: Node, suspended: Node): boolean {
  const sum = view.parent(seen);
  const length = sum?.kind === 'BinOp' ? (sum.left === seen ? sum.right : sum.left) : undefined;
  if (length?.kind !== 'Call' || length.func.kind !== 'Name' || length.func.name !== 'len') return false;
  const counted = length.args[0]?.value;
  const sent = suspended.kind === 'Await' && suspended.value.kind === 'Call' ? suspended.value.args : [];
  return counted !== undefined && sent.some(({ value }) => view.source(value) === view.source(counted));
}
