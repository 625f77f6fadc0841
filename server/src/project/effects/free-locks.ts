import type { Call, Expression, Node } from '../../facts/nodes.ts';
import { blockAround } from '../../facts/statement-blocks.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import { creationsOf } from '../inference/creations.ts';
import { dominates } from '../inference/dominance.ts';
import { partsOf } from '../inference/held-tests.ts';
import type { Chunk } from '../names/project.ts';
import { isSameFunction } from './blocks.ts';
import { sourceName } from './effect-sites.ts';
import { answersHandedOn, isSamePlace, isSettled, sameAs, type Answers } from './settled-tests.ts';

/** Whether the code knows that a lock is free, a queue has something or has room, an event is set. */
export const isFree = (chunk: Chunk, site: Call, method: string, lock: Expression): boolean =>
  method === 'acquire'
    ? isFresh(chunk, site, lock)
    : isSettled(chunk, site, sameAs(chunk, lock), answersFor(method)) || isTurned(chunk, site, method, lock);

/** `while self.jobs.empty(): await sleep(0)` in front of a call of a method that takes one out of `self.jobs`, as its code has it. */
export const isFreeAtCall = (chunk: Chunk, site: Call, queue: string, method: string): boolean =>
  isSettled(chunk, site, (node) => sourceName(node) === queue, answersFor(method));

/** `while not self.jobs.empty(): self.jobs.next()`, where the class of `self.jobs` has both from a queue of its own. */
export const isFreeBehind = (chunk: Chunk, site: Call, owner: Expression, queue: string, method: string): boolean =>
  isSettled(
    chunk,
    site,
    sameAs(chunk, owner),
    answersHandedOn(chunk, owner, (node) => sourceName(node) === queue, answersFor(method)),
  );

const answersFor = (method: string): Answers =>
  method === 'put' ? { full: false, empty: true } : { empty: false, full: true, qsize: 'something', is_set: true };

/** `lock = Lock()`, `lock.acquire()`: nobody else can hold it yet. */
function isFresh(chunk: Chunk, site: Call, lock: Expression): boolean {
  if (lock.kind !== 'Name' || !chunk.facts.reaching.has(lock.id)) return false;
  const [made, ...others] = creationsOf(chunk, lock) ?? [];
  if (!made || others.length > 0 || !isSameFunction(chunk, made.call, lock)) return false;
  if (!dominates(chunk.facts, made.call, site) || isTakenAgain(chunk, site, made.call)) return false;
  return !chunk.facts.nodes.some(
    (node) => node.kind === 'Name' && node.name === lock.name && node.start > made.call.end && node.end < lock.start,
  );
}

/** A loop takes it in each round that made it only once. */
const isTakenAgain = ({ facts }: Chunk, site: Call, made: Call): boolean =>
  [...ancestors(facts, site)].some(
    (outer) => (outer.kind === 'For' || outer.kind === 'While') && !isWithin(facts, made, outer),
  );

/** `jobs.put(None)` right in front of `jobs.get()`, `if jobs.full(): jobs.get()` in front of `jobs.put(job)`. */
function isTurned({ facts }: Chunk, site: Call, method: string, queue: Expression): boolean {
  const place = blockAround(facts, site);
  const before = place?.block[place.index - 1];
  const [statement, ...others] = before?.kind === 'If' && before.orelse.length === 0 ? before.body : [before];
  if (others.length > 0 || (before?.kind === 'If' && !isAsked(before.test, ASKS[method] ?? '', queue))) return false;
  return statement !== undefined && TURNS[method]?.some((name) => holdsCall(facts, statement, name, queue)) === true;
}

const ASKS: Readonly<Record<string, string>> = { get: 'empty', put: 'full' };
const TURNS: Readonly<Record<string, readonly string[]>> = { get: ['put', 'put_nowait'], put: ['get', 'get_nowait'] };

/** Whether a test holds only where the queue answers yes: not `if not jobs.full():`. */
const isAsked = (test: Expression, method: string, queue: Expression): boolean =>
  partsOf({ test, outcome: true }).some(
    ({ test: part, outcome }) =>
      outcome &&
      part.kind === 'Call' &&
      part.func.kind === 'Attribute' &&
      part.func.attribute === method &&
      isSamePlace(part.func.value, queue),
  );

const holdsCall = (facts: Chunk['facts'], root: Node, method: string, queue: Expression): boolean =>
  facts.nodes
    .slice(root.id, facts.ends[root.id])
    .some(
      (node) =>
        node.kind === 'Call' &&
        node.func.kind === 'Attribute' &&
        node.func.attribute === method &&
        isSamePlace(node.func.value, queue),
    );
