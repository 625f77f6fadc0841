import type { FunctionDef, If, Node, Statement } from '../../facts/nodes.ts';
import { blockAround, blocksOf } from '../../facts/statement-blocks.ts';
import { enclosing, isWithin } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { awaitsIn, suspensionBetween } from '../shared/awaits.ts';
import { onlyValue } from '../../facts/only-value.ts';
import { checkIn, type StateNames } from './asked-state.ts';
import { dependsOnAwait } from './depends-on-await.ts';
import { makesAnother } from './made-twice.ts';
import { namesIn, oldValueIn, type Race, type Write } from './race.ts';
import { containerName, isPlace, mentionsIn, stateName, writesTo, type StatePlace } from './shared-state.ts';

/** `if key not in self.cache: self.cache[key] = await load(key)`, also with the check and an early return in front. */
export function checkedBefore(view: ChunkView, write: Write, target: StatePlace, owner: FunctionDef): Race | undefined {
  const names = namesOf(view, target);
  const seen = checkAround(view, write, names, owner);
  if (!seen || (isWithinCheck(view, seen, write) && improves(view, write, seen, names))) return undefined;
  return raceSince(view, seen, write, target);
}

/** Where the condition of an `if` around a place, or of one in front of it that ends in a `return`, asks for the state. */
export function checkAround(view: ChunkView, place: Node, names: StateNames, owner: FunctionDef): Node | undefined {
  let inner = place;
  for (let outer = view.parent(place); outer && inner !== owner; inner = outer, outer = view.parent(outer)) {
    if (outer.kind === 'If' || outer.kind === 'While') {
      const seen = checkIn(view, outer.test, names);
      if (seen) return outer.kind === 'If' && !outer.orelse.some((statement) => statement === inner) ? seen : undefined;
    }
    for (const block of blocksOf(outer)) {
      const index = block.findIndex((statement) => statement === inner);
      for (const statement of block.slice(0, Math.max(index, 0)).reverse()) {
        if (writesTo(view, statement, names) || asksUntil(view, statement, names)) return undefined;
        const seen = statement.kind === 'If' ? earlyReturn(view, statement, names) : undefined;
        if (seen) return seen;
      }
    }
  }
  return undefined;
}

const isWithinCheck = (view: ChunkView, seen: Node, write: Write): boolean => {
  const check = enclosing(view.facts, seen, 'If');
  return check !== undefined && isWithin(view.facts, write, check);
};

const namesOf = (view: ChunkView, target: StatePlace): StateNames => [
  stateName(view, target),
  containerName(view, target),
];

/**
 * `if self.peer: self.peer = await resolve(self.peer)`: twice would do no harm that once does not. What is asked whether it is out
 * of date, as in `if self.token.is_expired(): self.token = await refresh(self.token)`, may be no longer accepted the second time.
 */
const improves = (view: ChunkView, write: Write, seen: Node, [exact]: StateNames): boolean =>
  write.kind !== 'AugAssign' &&
  write.value !== undefined &&
  !isAskedOf(view, seen) &&
  awaitsIn(view, write.value).some((node) => mentionsIn(view, node, exact).length > 0);

/** `self.token.expires`, `self.token.is_expired()` */
const isAskedOf = (view: ChunkView, seen: Node): boolean => view.parent(seen)?.kind === 'Attribute';

/** `while self.free <= 0: await …`: behind it the state has just been checked once more. */
const asksUntil = (view: ChunkView, statement: Statement, names: StateNames): boolean =>
  statement.kind === 'While' && checkIn(view, statement.test, names) !== undefined;

/** `if key in self.cache: return self.cache[key]` */
function earlyReturn(view: ChunkView, statement: If, names: StateNames): Node | undefined {
  const seen = checkIn(view, statement.test, names);
  return seen && statement.orelse.length === 0 && statement.body.at(-1)?.kind === 'Return' ? seen : undefined;
}

function raceSince(view: ChunkView, seen: Node, write: Write, target: StatePlace): Race | undefined {
  const names = namesOf(view, target);
  const suspended = suspensionBetween(view, seen.end, write);
  if (!suspended || isOwnResult(view, seen, names)) return undefined;
  if (!dependsOnAwait(view, write, target, seen.end) && !makesAnother(view, write, target, seen)) return undefined;
  if (isComputedAnew(view, write, suspended, names)) return undefined;
  const isClaimed = view.facts.nodes
    .slice(seen.id, Math.max(suspended.id, write.id))
    .some(
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
function isComputedAnew(view: ChunkView, write: Write, suspended: Node, [exact]: StateNames): boolean {
  if (write.kind !== 'AugAssign' || suspended.end > write.start) return false;
  return namesIn(view, write.value).some((name) => {
    const assigned = onlyValue(view.facts, name);
    const seen = assigned && oldValueIn(view, assigned, exact, true);
    return seen !== undefined && seen.start > suspended.end;
  });
}

/** `self.reply = await first()`, `if not self.reply: self.reply = await second()`: what is checked is what this coroutine wrote. */
function isOwnResult(view: ChunkView, seen: Node, names: StateNames): boolean {
  const around = blockAround(view.facts, seen);
  const before = around?.block[around.index - 1];
  return before !== undefined && writesTo(view, before, names);
}
