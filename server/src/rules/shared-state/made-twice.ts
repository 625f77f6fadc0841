import { lastNameIn } from '../../facts/last-name.ts';
import type { AugAssign, Call, Expression, Node } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { closers } from '../../knowledge/conventions/locks.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf } from '../../project/types/types.ts';
import { awaitsOf } from '../shared/awaits.ts';
import { onlyValue } from '../../facts/only-value.ts';
import { askedWithin } from './asked-state.ts';
import { namesIn, type Race, type Write } from './race.ts';
import { stateName, type StatePlace } from './shared-state.ts';

/**
 * Whether a check, and the write behind it, only make a value that was not there (`if key not in cache: cache[key] = await
 * load(key)`), and nothing that has to be closed: then two tasks that pass the check do no harm but to work twice. Or they only
 * count.
 */
export function isHarmlessTwice(view: ChunkView, write: Write, target: StatePlace, { seen, how }: Race): boolean {
  if (how !== 'checked' || !write.value) return false;
  if (write.kind === 'AugAssign') return onlyCounts(view, write, target);
  return isMadeWhereMissing(view, seen, write, stateName(view, target)) && !isLostOpen(view, write.value, target);
}

/** Whether what is written has to be closed or cancelled, so that the one that is lost stays open. */
export const isLostOpen = (view: ChunkView, value: Expression, target: StatePlace): boolean =>
  hasToBeClosed(view, value) || isClosedSomewhere(view, target);

/** `if failures >= MAX: return`, `failures += 1`, and nothing in the file counts down, as it would what is in use. */
const onlyCounts = (view: ChunkView, { operator, value }: AugAssign, target: StatePlace): boolean =>
  operator === '+=' &&
  value.kind === 'Constant' &&
  !usesOf(view, target).some(({ parent }) => parent?.kind === 'AugAssign' && parent.operator !== '+=');

/**
 * Whether a new object is made behind a check that found none, which has to be closed: a task, or an instance of a class. Two tasks
 * that pass the check make two, and lose one.
 */
export function makesAnother(view: ChunkView, write: Write, target: StatePlace, seen: Node): boolean {
  const made = write.value?.kind === 'Name' ? onlyValue(view.facts, write.value) : write.value;
  if (made?.kind !== 'Call' || made.start < seen.end || !isMadeWhereMissing(view, seen, write, stateName(view, target)))
    return false;
  if (
    view.lookupCall(made, taskSpawners) !== undefined ||
    (isMadeReady(view, made, write) && isSameItem(view, target, seen))
  )
    return true;
  const callee = view.typeOf(made.func).kind;
  return callee === 'class' ? hasToBeClosed(view, made) : callee === 'external' && isClosedSomewhere(view, target);
}

/** `made = Client()`, `await made.connect()`, and only then `self.client = made`. */
const isMadeReady = (view: ChunkView, made: Call, { start, value }: Write): boolean =>
  value?.kind === 'Name' &&
  awaitsOf(view, view.coroutineAround(made)!).some(
    (node) => node.start > made.end && node.end < start && namesIn(view, node).some(({ name }) => name === value.name),
  );

/** `if key in items`, `items.get(key)` and `items[key] = made`: not another item than was asked for. */
function isSameItem(view: ChunkView, target: StatePlace, seen: Node): boolean {
  const [key] = target.kind === 'Subscript' ? target.indices : [];
  if (!key) return true;
  return [...ancestors(view.facts, seen)].some((outer) => {
    const asked = outer.kind === 'Compare' ? outer.left : outer.kind === 'Call' ? outer.args[0] : undefined;
    return asked !== undefined && view.source(asked) === view.source(key);
  });
}

/** The write stands where the check found nothing, or behind a `return` for where it found something. */
export function isMadeWhereMissing(view: ChunkView, seen: Node, write: Node, state: string): boolean {
  const check = asksFor(view, seen);
  if (check?.in.kind !== 'If') return false;
  const isInBody = check.in.body.some((statement) => isWithin(view.facts, write, statement));
  const within = seen.kind === 'Attribute' ? askedWithin(view, seen, state) : undefined;
  const asked = within ? asksFor(within.view, within.node) : check;
  if (!asked) return false;
  const isTurned = within !== undefined && check.asks === 'nothing';
  return ((asked.asks === 'nothing') !== isTurned) === isInBody;
}

/** What makes a condition, or what a method returns, true: that something is there, or nothing. */
function asksFor(view: ChunkView, seen: Node): { asks: 'something' | 'nothing'; in: Node } | undefined {
  let asks: 'something' | 'nothing' = 'something';
  for (const outer of ancestors(view.facts, seen)) {
    if (outer.kind === 'If' || outer.kind === 'Return') return { asks, in: outer };
    if (outer.kind === 'UnaryOp' && outer.operator === 'not') asks = asks === 'nothing' ? 'something' : 'nothing';
    else if (outer.kind === 'Compare') {
      const answer = ANSWERS[outer.operators.join()];
      const comparator = outer.comparators[0];
      const standsForNothing = answer?.isSame ? isSentinel(comparator) : isNone(comparator);
      if (!answer || (!answer.isIn && !standsForNothing)) return undefined;
      asks = answer.asks;
    } else if (!PASSES_ON.has(outer.kind)) return undefined;
  }
  return undefined;
}

interface Answer {
  readonly asks: 'something' | 'nothing';
  readonly isIn?: true;
  readonly isSame?: true;
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  is: { asks: 'nothing', isSame: true },
  '==': { asks: 'nothing' },
  'is not': { asks: 'something', isSame: true },
  '!=': { asks: 'something' },
  in: { asks: 'something', isIn: true },
  'not in': { asks: 'nothing', isIn: true },
};

const isNone = (node: Expression | undefined): boolean => node?.kind === 'Constant' && node.type === 'None';

/** `self.row is False`, `self.row is MISSING`: an object that stands for nothing where None may be found. */
const isSentinel = (node: Expression | undefined): boolean =>
  node?.kind === 'Name' || (node?.kind === 'Constant' && node.value !== true);

/** `cache.get(key)`, `x and …`, `(value := …)` */
const PASSES_ON: ReadonlySet<string> = new Set(['Attribute', 'Call', 'BoolOp', 'NamedExpr']);

/** Connections, pools, clients, tasks. */
const hasToBeClosed = (view: ChunkView, value: Expression): boolean =>
  membersOf(view.typeOf(value)).some(
    (type) =>
      type.kind === 'instance' &&
      closers.groups.some(({ names }) => names.some((name) => view.member(type, name)?.kind === 'function')),
  );

/** `await self.session.close()`, `self.tasks[key].cancel()` anywhere in the file. */
const isClosedSomewhere = (view: ChunkView, target: StatePlace): boolean =>
  usesOf(view, target).some(
    ({ home, parent }) =>
      parent?.kind === 'Attribute' && isNamedBy(closers, parent.attribute) && home.parent(parent)?.kind === 'Call',
  );

/** What stands around each mention in the file of a place of this name, or of an item of it. */
function usesOf(view: ChunkView, target: StatePlace): readonly { home: ChunkView; parent: Node | undefined }[] {
  const name = lastNameIn(target.kind === 'Subscript' ? target.value : target) ?? '';
  return view.occurrences(name).map(({ view: home, node }) => {
    const parent = home.parent(node);
    return { home, parent: parent?.kind === 'Subscript' && parent.value === node ? home.parent(parent) : parent };
  });
}
