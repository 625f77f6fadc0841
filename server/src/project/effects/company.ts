import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression, FunctionDef, Name, Node } from '../../facts/nodes.ts';
import { isReceiver } from '../../facts/receiver.ts';
import { resolve } from '../../facts/scopes.ts';
import { ancestors, isWithin, parentOf } from '../../facts/walk.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { endsApplication, mainProgram, setsUp } from '../../knowledge/conventions/life-cycle.ts';
import { isDunder, isPrivate } from '../../knowledge/dunders.ts';
import { routes } from '../../knowledge/libraries.ts';
import { runsForEach, taskSpawners } from '../../knowledge/loop.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import { functionDefinition, referenceTo } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { pathOf } from './call-uses.ts';
import { certainUsesOf, isOfSuper, type Use } from './function-uses.ts';
import { areAlternatives } from './task-starts.ts';

/**
 * Who else may be in a coroutine function at the same time. `several`: several tasks, as far as the project shows. `used`: there are
 * uses, and none of them shows it. `unseen`: nobody in the project uses it, so that those who do are others.
 */
export type Company = 'several' | 'used' | 'unseen';

/** What the tasks share: the object whose method it is, or something that the program has once. */
export type Shared = 'object' | 'program';

export const companyKey = (shared: Shared, ref: string): string => `${shared} ${ref}`;

/**
 * Several tasks run a function that a framework runs for each request or message; that is started in a loop, or at two places; that
 * is awaited, on the same object, by a function that several tasks run; and that is reached from two coroutines of its object (or, where
 * the program shares the state, in two functions) which anyone may call while the other one waits.
 */
export function company(project: Project, key: string): Company {
  const shared: Shared = key.startsWith('object ') ? 'object' : 'program';
  const ref = key.slice(shared.length + 1);
  const definition = functionDefinition(project, ref);
  if (!definition || definition.chunk.file.isLibrary) return 'unseen';
  const { chunk, node } = definition;
  if (isRunForEach(chunk, node)) return 'several';
  const found = certainUsesOf(project, ref, chunk);
  if (!found) return 'used';
  const isMet = found.uses.some(
    (use) => isStartedAgain(use) || isStartedBeside(use, found.uses) || hasCompany(use, shared),
  );
  const entries = new Set<string>();
  if (!isMet) collectEntries(project, ref, shared, new Set(), entries);
  if (isMet || entries.size > 1) return 'several';
  const isElsewhere = (use: Use): boolean => functionAround(use.chunk, use.node) !== node;
  const uses = [...found.uses, ...found.maybe.filter((use) => isElsewhere(use) && isWaitedFor(use.chunk, usedAs(use)))];
  return uses.length > 0 ? 'used' : 'unseen';
}

/** `@app.get("/")`, `@commands.command()` */
const isRunForEach = (chunk: Chunk, { decorators }: FunctionDef): boolean =>
  decorators.some(({ expression }) => {
    const type = typeOf(chunk, expression.kind === 'Call' ? expression.func : expression);
    return lookup(chunk, type, routes) === true || lookup(chunk, type, runsForEach) === 'decorated';
  });

// ---------------------------------------------------------------------------------------- one use

/** The call of the function, or its bare name where it is handed on. */
function usedAs({ chunk, node }: Use): Expression {
  const parent = parentOf(chunk.facts, node);
  return parent?.kind === 'Call' && parent.func === node ? parent : node;
}

/** Whether one place makes several tasks of it: in a loop that does not wait for each, or in what starts one for each request. */
function isStartedAgain(use: Use): boolean {
  const { chunk, node } = use;
  const used = usedAs(use);
  const taker = takerOf(chunk, used);
  if (used === node) {
    const place = taker && lookup(chunk, typeOf(chunk, taker.func), runsForEach);
    if (place && place !== 'decorated')
      return argumentsAt(taker, place).some((argument) => isWithin(chunk.facts, node, argument));
    return isStarted(chunk, node) && isRepeated(chunk, node, node);
  }
  return !isWaitedFor(chunk, used) && isGivenOn(chunk, used) && isRepeated(chunk, used, node);
}

/** `gather(counter.add(1), counter.add(2))`, also of another method: two tasks work with one object. */
function isStartedBeside(use: Use, uses: readonly Use[]): boolean {
  const { chunk, node } = use;
  const { facts } = chunk;
  const around = functionAround(chunk, node);
  const own = isStarted(chunk, usedAs(use)) ? around : undefined;
  if (!own) return false;
  const owner = node.kind === 'Attribute' ? pathOf(node.value) : undefined;
  const others =
    owner === undefined
      ? uses.filter((other) => other.chunk === chunk && functionAround(chunk, other.node) === own).map(usedAs)
      : facts.nodes
          .slice(own.id, facts.ends[own.id])
          .filter(
            (other): other is Call => other.kind === 'Call' && pathOf(other.func)?.startsWith(`${owner}.`) === true,
          );
  return others.some(
    (other) => other !== usedAs(use) && isStarted(chunk, other) && !areAlternatives(facts, usedAs(use), other),
  );
}

/** `tasks.append(f())`, `[f(x) for x in items]` */
const isGivenOn = ({ facts }: Chunk, used: Node): boolean => PASSES_ON.has(parentOf(facts, used)?.kind ?? '');

function isStarted(chunk: Chunk, used: Node): boolean {
  const taker = takerOf(chunk, used);
  return taker !== undefined && startsTask(chunk, taker);
}

/** Whether a place is in a loop or comprehension that goes through something else than the objects whose method is meant. */
function isRepeated({ facts }: Chunk, place: Node, callee: Node): boolean {
  const root = rootOf(callee);
  for (const outer of ancestors(facts, place)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') return false;
    if (outer.kind === 'For' && isWithin(facts, place, outer.iter)) continue;
    if (outer.kind !== 'For' && outer.kind !== 'While' && outer.kind !== 'Comprehension') continue;
    return root === undefined || !isBoundIn(outer, root, facts);
  }
  return false;
}

/** `for sender in senders: create_task(sender.next())` starts one for each of them. */
function isBoundIn(outer: Node, root: Name, facts: Chunk['facts']): boolean {
  if (isReceiver(facts, root)) return false;
  return facts.nodes
    .slice(outer.id, facts.ends[outer.id])
    .some((node) => node.kind === 'Name' && node.name === root.name && node.context === 'store');
}

/** `await f()`, also in a call that is awaited (`await wait_for(f(), 3)`), `async with f()`, `async for x in f()`, `return f()` */
function isWaitedFor(chunk: Chunk, used: Node): boolean {
  const { facts } = chunk;
  const holder = parentOf(facts, used);
  switch (holder?.kind) {
    case 'Await':
    case 'WithItem':
    case 'Return':
      return true;
    case 'For':
      return holder.iter === used;
    case 'Argument': {
      const taker = parentOf(facts, holder);
      return taker?.kind === 'Call' && !startsTask(chunk, taker) && isWaitedFor(chunk, taker);
    }
    default:
      return false;
  }
}

/** Whether the function around is one that several tasks run, on the same object where that is what they share. */
function hasCompany(use: Use, shared: Shared): boolean {
  const { chunk, node } = use;
  if (!isWaitedFor(chunk, usedAs(use))) return false;
  const around = functionAround(chunk, node);
  const with_ = around && sharedThrough(chunk, node, shared);
  return with_ !== undefined && chunk.project.ask.company(companyKey(with_, referenceTo(chunk, around!))) === 'several';
}

/** What the tasks in the function around would have to share to meet in what is called there. */
function sharedThrough({ facts }: Chunk, callee: Node, shared: Shared): Shared | undefined {
  if (shared === 'program') return 'program';
  const root = rootOf(callee);
  if (root === undefined) return isOfSuper(callee) ? 'object' : undefined;
  if (isReceiver(facts, root)) return 'object';
  const found = resolve(facts, root);
  return found === 'module' || found.scope === 0 ? 'program' : undefined;
}

// ---------------------------------------------------------------------------------------- entries

/**
 * Collects from where others come to a function: coroutines of the same object (or of the program) that nobody calls there in turn, and
 * places that start a task of it. Whether it is called there at all. What sets up or tears down runs when nobody else does.
 */
function collectEntries(
  project: Project,
  ref: string,
  shared: Shared,
  seen: Set<string>,
  entries: Set<string>,
): boolean {
  const definition = functionDefinition(project, ref);
  seen.add(ref);
  let isCalled = false;
  for (const use of (definition && certainUsesOf(project, ref, definition.chunk)?.uses) ?? []) {
    const { chunk, node } = use;
    const around = functionAround(chunk, node);
    if (!around || isOfLifeCycle(around.name) || (shared === 'object' && !isOnOwnObject(chunk, node))) continue;
    const isOfTask = isStarted(chunk, usedAs(use));
    if (!isOfTask && !isWaitedFor(chunk, usedAs(use))) continue;
    isCalled = true;
    const caller = referenceTo(chunk, around);
    if (isOfTask) entries.add(`task in ${caller}`);
    else if (!seen.has(caller) && seen.size < MAX_FUNCTIONS) {
      const isInner = collectEntries(project, caller, shared, seen, entries);
      if (!isInner && !isPrivate(around.name)) entries.add(caller);
    }
  }
  return isCalled;
}

const MAX_FUNCTIONS = 20;

const isOnOwnObject = ({ facts }: Chunk, node: Node): boolean =>
  node.kind === 'Attribute' && (isReceiver(facts, node.value) || isOfSuper(node));

const isOfLifeCycle = (name: string): boolean =>
  [setsUp, mainProgram, endsApplication].some((convention) => isNamedBy(convention, name)) || isDunder(name);

// ----------------------------------------------------------------------------------------- helpers

/** The call that is given something, in a list or behind a star, too. */
function takerOf({ facts }: Chunk, given: Node): Call | undefined {
  for (const outer of ancestors(facts, given)) {
    if (outer.kind === 'Call') return outer;
    if (!PASSES_ON.has(outer.kind)) return undefined;
  }
  return undefined;
}

const PASSES_ON: ReadonlySet<string> = new Set(['Argument', 'Collection', 'Comprehension', 'Starred']);

/** Of a loop that nothing is known of, the names tell. */
function startsTask(chunk: Chunk, call: Call): boolean {
  const type = typeOf(chunk, call.func);
  if (lookup(chunk, type, taskSpawners)) return true;
  return type.kind === 'unknown' && ['create_task', 'ensure_future'].includes(lastNameIn(call.func) ?? '');
}

function functionAround({ facts }: Chunk, node: Node): FunctionDef | undefined {
  const around = [...ancestors(facts, node)].find(({ kind }) => kind === 'FunctionDef' || kind === 'Lambda');
  return around?.kind === 'FunctionDef' ? around : undefined;
}

/** `self` in `self.client.get` */
function rootOf(node: Node): Name | undefined {
  if (node.kind === 'Name') return node;
  return node.kind === 'Attribute' || node.kind === 'Subscript' ? rootOf(node.value) : undefined;
}
