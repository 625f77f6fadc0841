import { lastNameIn } from '../../facts/last-name.ts';
import type { AugAssign, Expression, Node } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { closers } from '../../knowledge/conventions/locks.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf } from '../../project/types/types.ts';
import { valueGiven } from '../shared/value-given.ts';
import type { Race, Write } from './race.ts';
import type { StatePlace } from './shared-state.ts';

/**
 * Whether a check, and the write behind it, only make a value that was not there (`if key not in cache: cache[key] = await
 * load(key)`), and nothing that has to be closed: then two tasks that pass the check do no harm but to work twice. Or they only
 * count.
 */
export function isHarmlessTwice(view: ChunkView, write: Write, target: StatePlace, { seen, how }: Race): boolean {
  if (how !== 'checked' || !write.value) return false;
  if (write.kind === 'AugAssign') return onlyCounts(view, write, target);
  return isMadeWhereMissing(view, seen, write) && !hasToBeClosed(view, write.value) && !isClosedSomewhere(view, target);
}

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
  const made = write.value?.kind === 'Name' ? valueGiven(view, write.value) : write.value;
  if (made?.kind !== 'Call' || made.start < seen.end || !isMadeWhereMissing(view, seen, write)) return false;
  if (view.lookupCall(made, taskSpawners) !== undefined) return true;
  const callee = view.typeOf(made.func).kind;
  return callee === 'class' ? hasToBeClosed(view, made) : callee === 'external' && isClosedSomewhere(view, target);
}

/** The write stands where the check found nothing, or behind a `return` for where it found something. */
function isMadeWhereMissing(view: ChunkView, seen: Node, write: Node): boolean {
  let asked: 'something' | 'nothing' = 'something';
  for (const outer of ancestors(view.facts, seen)) {
    if (outer.kind === 'If') {
      const isInBody = outer.body.some((statement) => isWithin(view.facts, write, statement));
      return asked === (isInBody ? 'nothing' : 'something');
    }
    if (outer.kind === 'UnaryOp' && outer.operator === 'not') asked = asked === 'nothing' ? 'something' : 'nothing';
    else if (outer.kind === 'Compare') {
      const answer = ANSWERS[outer.operators.join()];
      const comparator = outer.comparators[0];
      const standsForNothing = answer?.isSame ? isSentinel(comparator) : isNone(comparator);
      if (!answer || (!answer.isIn && !standsForNothing)) return false;
      asked = answer.asks;
    } else if (!PASSES_ON.has(outer.kind)) return false;
  }
  return false;
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
