import { bindingsBehindTests } from '../../facts/behind-tests.ts';
import type { Call, ComprehensionFor, Expression, For, Name } from '../../facts/nodes.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { creationsOf } from '../inference/creations.ts';
import { dominates } from '../inference/dominance.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import type { Chunk } from '../names/project.ts';
import {
  isEachSettled,
  isFilteredBy,
  isSamePlace,
  isSettled,
  itemsOf,
  lastOf,
  sameAs,
  type Answers,
} from './settled-tests.ts';

/** Whether the code knows that a future, a thread or a process has come to its end, so that nobody waits for it. */
export const hasEnded = (chunk: Chunk, site: Call, work: Expression): boolean =>
  isSettled(chunk, site, sameAs(chunk, work), ENDED) ||
  comesDone(chunk, work) ||
  isOneOfEnded(chunk, site, work) ||
  tellsWhenDone(chunk, site, work) ||
  hasReported(chunk, site, work) ||
  isAwaitedBefore(chunk, site, work) ||
  onlyRaises(chunk, site, work);

const ENDED: Answers = { done: true, ready: true, is_alive: false };

/** `while process.poll() is None: await sleep(0.1)` in front of `process.wait()` */
export const isPolled = (chunk: Chunk, site: Call, process: Expression): boolean =>
  isSettled(chunk, site, sameAs(chunk, process), { poll: 'something' });

/** `for job in jobs: job.result()` where all are known to have ended, or `jobs` is `[job for job in started if job.done()]`. */
function isOneOfEnded(chunk: Chunk, site: Call, work: Expression): boolean {
  const loops = work.kind === 'Name' ? loopsOver(chunk, work) : [];
  return (
    loops.length > 0 &&
    loops.every((loop) => {
      const items = loop && itemsOf(loop.iter);
      return items !== undefined && (isEachSettled(chunk, site, items, ENDED) || isFiltered(chunk, items));
    })
  );
}

/** The loops of which a variable is, or ends, the target; undefined for what else it may hold. */
const loopsOver = ({ facts }: Chunk, { id }: Name): readonly (For | ComprehensionFor | undefined)[] =>
  bindingsBehindTests(facts, facts.reaching.get(id) ?? []).map((index) => {
    const target = facts.nodes[facts.bindings[index]?.node ?? -1];
    const parent = target && parentOf(facts, target);
    const loop = parent?.kind === 'Collection' ? parentOf(facts, parent) : parent;
    const isLoop = loop?.kind === 'For' || loop?.kind === 'ComprehensionFor';
    return isLoop && target && lastOf(loop.target) === target ? loop : undefined;
  });

function isFiltered(chunk: Chunk, items: Expression): boolean {
  const { facts } = chunk;
  const made = items.kind === 'Name' ? (facts.reaching.get(items.id) ?? []) : [];
  return (
    made.length > 0 &&
    made.every((index) => {
      const target = facts.nodes[facts.bindings[index]?.node ?? -1];
      const statement = target && parentOf(facts, target);
      const value = statement?.kind === 'Assign' ? statement.value : undefined;
      return value?.kind === 'Comprehension' && isFilteredBy(chunk, value, ENDED);
    })
  );
}

/** `for future in as_completed(futures): future.result()` */
function comesDone(chunk: Chunk, future: Expression): boolean {
  const reaching = future.kind === 'Name' ? (chunk.facts.reaching.get(future.id) ?? []) : [];
  return (
    reaching.length > 0 &&
    reaching.every((id) => {
      const target = chunk.facts.nodes[chunk.facts.bindings[id]?.node ?? -1];
      const loop = target && parentOf(chunk.facts, target);
      if ((loop?.kind !== 'For' && loop?.kind !== 'ComprehensionFor') || loop.target !== target) return false;
      return givesDone(chunk, loop.iter);
    })
  );
}

/** `as_completed(futures)`, and `done` of `done, pending = wait(futures)` */
function givesDone(chunk: Chunk, iter: Expression): boolean {
  if (iter.kind === 'Call') return lookup(chunk, typeOf(chunk, iter.func), GIVE_DONE) === 'as_completed';
  const [index, ...others] = iter.kind === 'Name' ? (chunk.facts.reaching.get(iter.id) ?? []) : [];
  const target = others.length === 0 && index !== undefined ? chunk.facts.bindings[index]?.node : undefined;
  const pair = target === undefined ? undefined : parentOf(chunk.facts, chunk.facts.nodes[target]!);
  const statement =
    pair?.kind === 'Collection' && pair.elements[0]?.id === target ? parentOf(chunk.facts, pair) : undefined;
  if (statement?.kind !== 'Assign' || statement.value.kind !== 'Call') return false;
  return lookup(chunk, typeOf(chunk, statement.value.func), GIVE_DONE) === 'wait';
}

const GIVE_DONE = { 'concurrent.futures.as_completed': 'as_completed', 'concurrent.futures.wait': 'wait' } as const;

/** `future.add_done_callback(lambda _: ended.set())`, `await ended.wait()`: the function learns of the end in another way. */
function tellsWhenDone(chunk: Chunk, site: Call, future: Expression): boolean {
  const { facts } = chunk;
  const isSame = sameAs(chunk, future);
  const told = facts.nodes.find(
    (node) =>
      node.kind === 'Call' &&
      node.func.kind === 'Attribute' &&
      node.func.attribute === 'add_done_callback' &&
      isSame(node.func.value) &&
      dominates(facts, node, site),
  );
  return (
    told !== undefined &&
    facts.nodes.some((node) => node.kind === 'Await' && dominates(facts, told, node) && dominates(facts, node, site))
  );
}

/** `Thread(target=work, args=[done])`, `await done`: the thread says itself that it has come to its end. */
function hasReported(chunk: Chunk, site: Call, thread: Expression): boolean {
  const { facts } = chunk;
  const [made, ...others] = creationsOf(chunk, thread) ?? [];
  if (!made || others.length > 0 || facts.nodes[made.call.id] !== made.call) return false;
  const handed = made.call.args.flatMap((argument) => facts.nodes.slice(argument.id, facts.ends[argument.id]));
  return facts.nodes.some(
    (node) =>
      node.kind === 'Await' &&
      node.start > made.call.end &&
      dominates(facts, node, site) &&
      handed.some((one) => one.kind === node.value.kind && isSamePlace(one, node.value)),
  );
}

/** `await wrap_future(future)`, `await wait([wrap_future(future)])` in front of `future.result()` */
const isAwaitedBefore = (chunk: Chunk, site: Call, work: Expression): boolean =>
  chunk.facts.nodes.some(
    (node) =>
      node.kind === 'Call' &&
      node.end <= site.start &&
      lookup(chunk, typeOf(chunk, node.func), WRAPS) === true &&
      node.args.some(({ value }) => sameAs(chunk, work)(value)) &&
      awaitAround(chunk, node) &&
      dominates(chunk.facts, node, site),
  );

const WRAPS = { 'asyncio.wrap_future': true } as const;

/** An `await` in the same statement. */
function awaitAround({ facts }: Chunk, node: Call): boolean {
  for (const outer of ancestors(facts, node)) {
    if (outer.kind === 'Await') return true;
    if (outer.kind === 'Expr' || outer.kind === 'Assign' || outer.kind === 'FunctionDef') return false;
  }
  return false;
}

/**
 * `if message is None: task.result()`: who throws away the result of what was started elsewhere only lets the exception of
 * what has ended come out.
 */
function onlyRaises({ facts }: Chunk, site: Call, future: Expression): boolean {
  if (site.func.kind !== 'Attribute' || site.func.attribute !== 'result' || site.args.length > 0) return false;
  const statement = parentOf(facts, site);
  const around = statement?.kind === 'Expr' ? parentOf(facts, statement) : undefined;
  return around?.kind === 'If' && isPassedIn(facts, future) && !isAskedFor(facts, around.test, future);
}

/** `if self.job is not None: self.job.result()` says that there is something to wait for. */
const isAskedFor = (facts: Chunk['facts'], test: Expression, future: Expression): boolean =>
  facts.nodes.slice(test.id, facts.ends[test.id]).some((node) => isSamePlace(node, future));

/** A parameter, an attribute: not what the function has started itself. */
const isPassedIn = ({ reaching, bindings }: Chunk['facts'], future: Expression): boolean =>
  future.kind !== 'Name' ||
  (reaching.get(future.id) ?? []).every((index) => {
    const type = bindings[index]?.type;
    return type === 'parameter' || type === 'narrow';
  });
