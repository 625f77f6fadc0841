import type {
  AnnAssign,
  Assign,
  AugAssign,
  Expression,
  FunctionDef,
  If,
  Name,
  Node,
  Statement,
} from '../../facts/nodes.ts';
import { blockAround, blocksOf } from '../../facts/statement-blocks.ts';
import { awaitFirst } from '../../fixes/await-first.ts';
import type { Fix } from '../../fixes/fix.ts';
import { guardWithLock } from '../../fixes/guard-with-lock.ts';
import { notConcurrent } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { awaitsIn, suspensionBetween } from '../shared/awaits.ts';
import { isInstance } from '../shared/held-locks.ts';
import { isHarmlessTwice } from './made-twice.ts';
import { isOfOneCaller, isOfOneExchange, runsOnce } from './runs-once.ts';
import {
  containerName,
  isGuarded,
  isPlace,
  isSharedState,
  mentionsIn,
  stateName,
  writesTo,
  type StatePlace,
} from './shared-state.ts';

export const raceAcrossAwait = defineRule({
  id: 'race-across-await',
  category: 'shared-state',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary:
    'Shared state that is read or checked before an `await` and written after it: another task may have changed it meanwhile.',
  docs: {
    why: [
      'Between two awaits a coroutine runs undisturbed. At an `await` other tasks run, and can change what it has read: when it then writes what it computed from the old value, their change is lost; when it acts on an old check, it does so twice.',
      '`self.n += await f()` reads `self.n` before it awaits. Await first and compute then, in one step, or hold an `asyncio.Lock` from the read to the write.',
    ].join(' '),
    examples: [
      {
        bad: python`
          import asyncio


          class Counter:
              def __init__(self):
                  self.total = 0

              async def add(self, source):
                  self.total += await source()


          async def one():
              await asyncio.sleep(0.01)
              return 1


          async def count():
              counter = Counter()
              await asyncio.gather(*(counter.add(one) for _ in range(10)))
              assert counter.total == 10, counter.total


          asyncio.run(count())
        `,
        good: python`
          import asyncio


          class Counter:
              def __init__(self):
                  self.total = 0

              async def add(self, source):
                  value = await source()
                  self.total += value


          async def one():
              await asyncio.sleep(0.01)
              return 1


          async def count():
              counter = Counter()
              await asyncio.gather(*(counter.add(one) for _ in range(10)))
              assert counter.total == 10, counter.total


          asyncio.run(count())
        `,
        claim: { shows: 'AssertionError', meaning: 'of ten additions one is left' },
      },
    ],
    limits:
      'A value that is made when it is first asked for is information: two tasks do the work twice, and one result stays. Where what is made has to be closed or cancelled (it has such a method, or the file calls one), the one that is lost stays open, which is a warning. Looks at one function at a time, at attributes of `self`, globals and variables of outer functions. Whether two tasks really share the object is not known: code that only ever runs once at a time may say so in a suppression. That it does is taken for granted of set-up, tear-down and tests, by their names (`setup`, `start`, `init…`, `on_shutdown`, `test_…`), and of private methods that only those call. A `with` block over something whose name says lock, semaphore, guard or transaction counts as locked. Writes of constants and through methods are left alone, and so is what classes named `…Request`, `…Response`, `…Message` and `…Part` keep in `self`: one task has such an object in hand.',
    peers: [],
  },
  visit: {
    AugAssign: (node, view, report) => {
      check(node, [node.target], view, report);
    },
    Assign: (node, view, report) => {
      check(node, node.targets, view, report);
    },
    AnnAssign: (node, view, report) => {
      check(node, [node.target], view, report);
    },
  },
});

type Write = AugAssign | Assign | AnnAssign;

/** Where old state was seen, and where other tasks ran since. */
interface Race {
  readonly seen: Node;
  readonly how: 'read' | 'checked';
  readonly suspended: Node;
}

function check(write: Write, targets: readonly Expression[], view: ChunkView, report: (report: Report) => void): void {
  const owner = view.coroutineAround(write);
  if (!owner || !write.value || runsOnce(view, owner) || isGuarded(view, write)) return;
  for (const target of targets) {
    if (!isSharedState(view, target, owner) || isBuffer(view, target) || isOfIterator(view, target)) continue;
    if (isOfOneCaller(view, target, owner) || isOfOneExchange(view, target, owner)) continue;
    if (changesInPlace(view, write, target)) continue;
    const race = raceOf(view, write, target, owner);
    if (!race || awaitsOneOwner(view, race.suspended)) continue;
    const name = stateName(view, target);
    report({
      at: write,
      ...(isHarmlessTwice(view, write, target, race) ? { severity: 'information' } : {}),
      message: messageOf(view, name, race),
      related: [
        { at: view.at(race.seen), message: `\`${name}\` is ${race.how} here` },
        { at: view.at(race.suspended), message: 'Other tasks may run here' },
      ],
      fixes: () => fixesOf(view, write, target, race),
    });
    return;
  }
}

const messageOf = (view: ChunkView, name: string, { how }: Race): string =>
  how === 'read'
    ? `\`${name}\` is read before an \`await\` and written after it, so that changes made by other tasks meanwhile are lost; await first, or hold an \`${view.library}.Lock\`.`
    : `\`${name}\` is checked before an \`await\` and written after it, so that two tasks can both pass the check; check again after the \`await\`, or hold an \`${view.library}.Lock\`.`;

function fixesOf(view: ChunkView, write: Write, target: StatePlace, { seen }: Race): readonly Fix[] {
  const name = stateName(view, target);
  const first = write.kind === 'AugAssign' ? awaitFirst(view, write) : undefined;
  const guard = guardWithLock(view, target, seen, write);
  return [
    ...(first ? [{ title: `Await before reading \`${name}\``, safety: 'unsafe' as const, edits: first }] : []),
    ...(guard ? [{ title: `Hold \`${guard.lock}\` meanwhile`, safety: 'unsafe' as const, edits: guard.edits }] : []),
  ];
}

/** `self.seen |= await found()` adds to the set itself, and so to what others have put into it meanwhile. */
const changesInPlace = (view: ChunkView, write: Write, target: StatePlace): boolean =>
  write.kind === 'AugAssign' &&
  ['builtins.set', 'builtins.list', 'builtins.dict', 'collections.deque'].some((name) => {
    const type = view.typeOf(target);
    return type.kind === 'instance' && view.isInstanceOf(type, name);
  });

/** What is read from a stream goes to a buffer of whoever reads, which cannot be two. */
function isBuffer(view: ChunkView, target: StatePlace): boolean {
  const type = view.typeOf(target);
  return ['builtins.bytes', 'builtins.bytearray', 'builtins.str'].some(
    (name) => type.kind === 'instance' && view.isInstanceOf(type, name),
  );
}

/** The state of an async iterator belongs to the task that iterates it. */
function isOfIterator(view: ChunkView, target: Expression): boolean {
  if (target.kind === 'Subscript') return isOfIterator(view, target.value);
  if (target.kind !== 'Attribute') return false;
  const owner = view.typeOf(target.value);
  return (
    (owner.kind === 'instance' && view.member(owner, '__anext__')?.kind === 'function') ||
    isOfIterator(view, target.value)
  );
}

/** Awaiting a method of what only one task may use at a time. */
const awaitsOneOwner = (view: ChunkView, node: Node): boolean =>
  node.kind === 'Await' &&
  node.value.kind === 'Call' &&
  node.value.func.kind === 'Attribute' &&
  isInstance(view, view.typeOf(node.value.func.value), notConcurrent);

// ------------------------------------------------------------------------------------- the race

function raceOf(view: ChunkView, write: Write, target: StatePlace, owner: FunctionDef): Race | undefined {
  return (
    readInStatement(view, write, target) ??
    readThroughVariable(view, write, target) ??
    checkedBefore(view, write, target, owner)
  );
}

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
    const given = valueGiven(view, name);
    const seen = given && oldValueIn(view, given, stateName(view, target), name !== value, MAX_VARIABLES);
    const suspended = seen && suspensionBetween(view, seen.end, write);
    if (suspended && !countsWhatIsSent(view, seen, suspended)) return { seen, how: 'read', suspended };
  }
  return undefined;
}

/** `left = self.left - len(data)`, `await send(data)`: a stream's own count; two tasks that send at once spoil more than that. */
function countsWhatIsSent(view: ChunkView, seen: Node, suspended: Node): boolean {
  const sum = view.parent(seen);
  const length = sum?.kind === 'BinOp' ? (sum.left === seen ? sum.right : sum.left) : undefined;
  if (length?.kind !== 'Call' || length.func.kind !== 'Name' || length.func.name !== 'len') return false;
  const counted = length.args[0]?.value;
  const sent = suspended.kind === 'Await' && suspended.value.kind === 'Call' ? suspended.value.args : [];
  return counted !== undefined && sent.some(({ value }) => view.source(value) === view.source(counted));
}

const MAX_VARIABLES = 3;

/** The read of the state that a value is computed from, directly or through local variables; what is awaited is an answer, and new. */
function oldValueIn(
  view: ChunkView,
  value: Expression,
  state: string,
  isComputed: boolean,
  depth: number,
): Node | undefined {
  const own = mentionsIn(view, value, state).find(
    (mention) => (isComputed || !isPutBack(value, mention)) && !isOnlyAsked(view, mention),
  );
  if (own || depth === 0) return own;
  if (awaitsIn(view, value).length > 0) return undefined;
  for (const name of namesIn(view, value)) {
    const given = valueGiven(view, name);
    const found = given && oldValueIn(view, given, state, isComputed || name !== value, depth - 1);
    if (found) return found;
  }
  return undefined;
}

/** `old = self.level`, `old = self.level or 100` */
const isPutBack = (value: Expression, old: Node): boolean =>
  value === old || (value.kind === 'BoolOp' && value.operator === 'or' && isPutBack(value.left, old));

/** `self.socket.id` reads of another object, which stays as it is. */
const isOnlyAsked = (view: ChunkView, mention: Node): boolean => {
  const parent = view.parent(mention);
  return parent?.kind === 'Attribute' && view.parent(parent)?.kind !== 'Call';
};

function namesIn(view: ChunkView, root: Node): readonly Name[] {
  return view.facts.nodes
    .slice(root.id, view.facts.ends[root.id])
    .filter((node): node is Name => node.kind === 'Name' && node.context === 'load');
}

/** The only value that a local variable can have. */
function valueGiven(view: ChunkView, name: Name): Expression | undefined {
  const bindings = view.bindingsReaching(name);
  const [binding] = bindings;
  const target = binding?.type === 'value' && bindings.length === 1 ? view.facts.nodes[binding.node] : undefined;
  const statement = target && view.parent(target);
  return statement?.kind === 'Assign' || statement?.kind === 'AnnAssign' ? statement.value : undefined;
}

/** `if key not in self.cache: self.cache[key] = await load(key)`, also with the check and an early return in front. */
function checkedBefore(view: ChunkView, write: Write, target: StatePlace, owner: FunctionDef): Race | undefined {
  const names = [stateName(view, target), containerName(view, target)];
  let inner: Node = write;
  for (let outer = view.parent(write); outer && inner !== owner; inner = outer, outer = view.parent(outer)) {
    if (outer.kind === 'If' || outer.kind === 'While') {
      const seen = checkIn(view, outer.test, names);
      if (seen)
        return outer.kind === 'If' &&
          !outer.orelse.some((statement) => statement === inner) &&
          !improves(view, write, names)
          ? raceSince(view, seen, write, names)
          : undefined;
    }
    for (const block of blocksOf(outer)) {
      const index = block.findIndex((statement) => statement === inner);
      for (const statement of block.slice(0, Math.max(index, 0)).reverse()) {
        if (writesTo(view, statement, names) || asksUntil(view, statement, names)) return undefined;
        const seen = statement.kind === 'If' ? earlyReturn(view, statement, names) : undefined;
        if (seen) return raceSince(view, seen, write, names);
      }
    }
  }
  return undefined;
}

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

function raceSince(view: ChunkView, seen: Node, write: Write, names: readonly string[]): Race | undefined {
  const suspended = suspensionBetween(view, seen.end, write);
  if (!suspended || !dependsOnAwait(view, write, seen) || isOwnResult(view, seen, names)) return undefined;
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
    const seen = given && oldValueIn(view, given, exact, true, MAX_VARIABLES);
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

/** Where a condition asks for the state: the place itself, or `key in container`, `container.get(key)`. */
function checkIn(view: ChunkView, test: Expression, [exact = '', container = '']: readonly string[]): Node | undefined {
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
