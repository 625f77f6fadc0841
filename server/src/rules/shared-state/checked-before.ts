import type { Expression, FunctionDef, If, Node, Statement } from '../../facts/nodes.ts';
import { blockAround, blocksOf } from '../../facts/statement-blocks.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { awaitsIn, suspensionBetween } from '../shared/awaits.ts';
import { valueGiven } from '../shared/value-given.ts';
import { makesAnother } from './made-twice.ts';
import { namesIn, oldValueIn, type Race, type Write } from './race.ts';
import { containerName, isPlace, mentionsIn, stateName, writesTo, type StatePlace } from './shared-state.ts';

/** `if key not in self.cache: self.cache[key] = await load(key)`, also with the check and an early return in front. */
export function checkedBefore(view: ChunkView, write: Write, target: StatePlace, owner: FunctionDef): Race | undefined {
  const names = namesOf(view, target);
  let inner: Node = write;
  for (let outer = view.parent(write); outer && inner !== owner; inner = outer, outer = view.parent(outer)) {
    if (outer.kind === 'If' || outer.kind === 'While') {
      const seen = checkIn(view, outer.test, names);
      if (seen)
        return outer.kind === 'If' &&
          !outer.orelse.some((statement) => statement === inner) &&
          !improves(view, write, names)
          ? raceSince(view, seen, write, target)
          : undefined;
    }
    for (const block of blocksOf(outer)) {
      const index = block.findIndex((statement) => statement === inner);
      for (const statement of block.slice(0, Math.max(index, 0)).reverse()) {
        if (writesTo(view, statement, names) || asksUntil(view, statement, names)) return undefined;
        const seen = statement.kind === 'If' ? earlyReturn(view, statement, names) : undefined;
        if (seen) return raceSince(view, seen, write, target);
      }
    }
  }
  return undefined;
}

const namesOf = (view: ChunkView, target: StatePlace): readonly string[] => [
  stateName(view, target),
  containerName(view, target),
];

/** `if self.peer: self.peer = await resolve(self.peer)`: twice would do no harm that once does not. */
const improves = (view: ChunkView, write: Write, [exact = '']: readonly string[]): boolean =>
  write.kind !== 'AugAssign' &&
  write.value !== undefined &&
  awaitsIn(view, write.value).some((node) => mentionsIn(view, node, exact).length > 0);

/** `while self.free <= 0: await …`: behind it the state has just been checked once more. */
const asksUntil = (view: ChunkView, statement: Statement, names: readonly string[]): boolean =>
  statement.kind === 'While' && checkIn(view, statement.test, names) !== undefined;

/** `if key in self.cache: return self.cache[key]` */
function earlyReturn(view: ChunkView, statement: If, names: readonly string[]): Node | undefined {
  const seen = checkIn(view, statement.test, names);
  return seen && statement.orelse.length === 0 && statement.body.at(-1)?.kind === 'Return' ? seen : undefined;
}

function raceSince(view: ChunkView, seen: Node, write: Write, target: StatePlace): Race | undefined {
  const names = namesOf(view, target);
  const suspended = suspensionBetween(view, seen.end, write);
  if (!suspended || isOwnResult(view, seen, names)) return undefined;
  if (!dependsOnAwait(view, write, seen) && !makesAnother(view, write, target, seen)) return undefined;
  if (isComputedAnew(view, write, suspended, names)) return undefined;
  const isClaimed = view.facts.nodes.some(
    (node) =>
      isPlace(node) &&
      node.context === 'store' &&
      node.start > seen.end &&
      node.end <= Math.min(suspended.start, write.start) &&
      names.includes(stateName(view, node)),
  );
  return isClaimed ? undefined : { seen, how: 'checked', suspended };
}

/** `data = buffer[: self.left]` behind the `await`, `self.left -= len(data)`: what is written follows from what is there by then. */
function isComputedAnew(view: ChunkView, write: Write, suspended: Node, [exact = '']: readonly string[]): boolean {
  if (write.kind !== 'AugAssign' || suspended.end > write.start) return false;
  return namesIn(view, write.value).some((name) => {
    const given = valueGiven(view, name);
    const seen = given && oldValueIn(view, given, exact, true);
    return seen !== undefined && seen.start > suspended.end;
  });
}

/** `self.reply = await first()`, `if not self.reply: self.reply = await second()`: what is checked is what this coroutine wrote. */
function isOwnResult(view: ChunkView, seen: Node, names: readonly string[]): boolean {
  const around = blockAround(view.facts, seen);
  const before = around?.block[around.index - 1];
  return before !== undefined && writesTo(view, before, names);
}

/** Not flags and constants: `self.closed = True` may well be set twice. */
function dependsOnAwait(view: ChunkView, write: Write, seen: Node): boolean {
  if (write.kind === 'AugAssign') return true;
  if (!write.value) return false;
  if (awaitsIn(view, write.value).length > 0) return true;
  const given = write.value.kind === 'Name' ? valueGiven(view, write.value) : undefined;
  return given !== undefined && given.start > seen.end && awaitsIn(view, given).length > 0;
}

/** Where a condition asks for the state, itself or through a local variable that holds it. */
const checkIn = (view: ChunkView, test: Expression, names: readonly string[]): Node | undefined =>
  askedIn(view, test, names) ??
  namesIn(view, test).find((name) => {
    const given = valueGiven(view, name);
    return given && readsState(view, given, names);
  });

/** `task = self.task`, `task = self.tasks.get(key)` */
const readsState = (view: ChunkView, value: Expression, names: readonly string[]): boolean =>
  (isPlace(value) || value.kind === 'Call') && askedIn(view, value, names) !== undefined;

/** The place itself, or `key in container`, `container.get(key)`. */
function askedIn(view: ChunkView, test: Expression, [exact = '', container = '']: readonly string[]): Node | undefined {
  const [own] = mentionsIn(view, test, exact);
  if (own) return own;
  if (exact === container) return undefined;
  return mentionsIn(view, test, container).find((mention) => {
    const parent = view.parent(mention);
    if (parent?.kind === 'Compare')
      return parent.operators.some((operator) => operator === 'in' || operator === 'not in');
    return parent?.kind === 'Attribute' && parent.attribute === 'get';
  });
}
