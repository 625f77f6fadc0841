import { libraries } from '../../knowledge/libraries.ts';
import { importsLibrary } from '../shared/imports-library.ts';
import type { Facts } from '../../facts/facts.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { ancestors, childrenOf, isWithin } from '../../facts/walk.ts';
import { asksHowCalled, coroutineTests } from '../../knowledge/conventions/asyncness.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { bindingsOf, isHandedToLoop, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/**
 * Whether the code around a call of which nothing is known shows that it gives an awaitable: all other calls of the same
 * function (`self.comm.write`) there are awaited or made into tasks. That is likely, no more: it may start by itself, and give
 * what can be awaited for its result.
 */
export function isAwaitedElsewhere(view: ChunkView, call: Call): boolean {
  const root = rootOf(call.func);
  if (!root || view.isReplaced(call.func) || view.parent(call)?.kind === 'Await' || !view.coroutineAround(call))
    return false;
  const type = view.typeOf(call);
  if (type.kind !== 'unknown' && type.kind !== 'external') return false;
  // What an async function gives is unknown only where a subclass has another kind of method: the branches may tell them apart.
  if (view.signature(view.typeOf(call.func))?.isAsync) return false;
  const key = view.source(call.func);
  let awaited = 0;
  for (const chunk of viewsNaming(view, call.func, isOfModule(view, root))) {
    for (const other of callsOf(chunk).get(key) ?? []) {
      const same = rootOf(other.func)!;
      if (other === call || (!isSame(view, root, chunk, same) && !isNamesake(view, call, root, chunk, same))) continue;
      if (chunk === view && areAlternatives(view, call, other)) return false;
      if (isAwaited(chunk, other)) awaited++;
      else if (chunk.parent(other)?.kind !== 'Return') return false;
    }
  }
  if (awaited === 0 || startsByItself(view, call.func)) return false;
  // Last, as it looks into the body of a function elsewhere.
  if (givesWhatItsArgumentGives(view, call)) return false;
  view.evidence.restsOn('likely');
  return true;
}

/** `def run(func, *args): … return func(*args)`: what comes of it is up to each call. */
function givesWhatItsArgumentGives(view: ChunkView, call: Call): boolean {
  const made = view.definition(view.typeOf(call.func));
  if (!made || made.node.isAsync) return false;
  const names = new Set(made.node.parameters.map(({ name }) => name));
  return made.view.facts.nodes
    .slice(made.node.id, made.view.facts.ends[made.node.id])
    .some(
      (node) =>
        node.kind === 'Return' &&
        node.value?.kind === 'Call' &&
        node.value.func.kind === 'Name' &&
        names.has(node.value.func.name),
    );
}

/** A name that occurs in more chunks is not looked after. */
const MOST_CHUNKS = 100;

/** The chunks of the file, or of the class around, in which the last name of a callee occurs. */
function viewsNaming(view: ChunkView, func: Expression, isInFile: boolean): Iterable<ChunkView> {
  const beside = isInFile ? undefined : view.classChunks();
  if (beside?.length === 1) return [view];
  const views = view.occurrences(lastNameIn(func) ?? '', MOST_CHUNKS).map((occurrence) => occurrence.view);
  return new Set(beside ? views.filter(({ chunk }) => beside.includes(chunk)) : views);
}

/** `if iscoroutinefunction(f): await f() else: f()` */
function areAlternatives(view: ChunkView, a: Call, b: Call): boolean {
  const { facts } = view;
  const around = [...ancestors(facts, a)].find(
    (node) => (node.kind === 'If' || node.kind === 'IfExp' || node.kind === 'Try') && isWithin(facts, b, node),
  );
  if (!around || childrenOf(facts, around).some((part) => isWithin(facts, a, part) && isWithin(facts, b, part)))
    return false;
  const isSameCall = view.source(a) === view.source(b);
  return isSameCall || !('test' in around) || asksAbout(view, around.test, a.func);
}

/** Whether a test has to do with a callee, with what it belongs to, or with being async. */
function asksAbout(view: ChunkView, test: Expression, func: Expression): boolean {
  const asked = view.source(test);
  const owner = func.kind === 'Attribute' ? view.source(func.value) : '';
  return (
    view.facts.nodes.slice(test.id, view.facts.ends[test.id]).some(speaksOfAsync) ||
    asked.includes(view.source(func)) ||
    (owner !== '' && owner !== 'self' && asked.includes(owner))
  );
}

const speaksOfAsync = (node: Node): boolean =>
  (node.kind === 'Name' || node.kind === 'Attribute') &&
  [asksHowCalled, coroutineTests].some((convention) => isNamedBy(convention, lastNameIn(node)));

function isAwaited(view: ChunkView, call: Call): boolean {
  if (isHandedToLoop(view, call)) return true;
  const uses = bindingsOf(view, call).flatMap((binding) => usesOf(view, binding));
  return uses.some((use) => isHandedToLoop(view, use));
}

/** `self` in `self.comm.write`; undefined where something else than names stands in the way. */
function rootOf(func: Expression): Name | undefined {
  if (func.kind === 'Name') return func;
  return func.kind === 'Attribute' ? rootOf(func.value) : undefined;
}

/** What methods of some libraries give may be waited for, or not: tornado's for output. */
const startsByItself = (view: ChunkView, func: Expression): boolean =>
  libraries.some(
    (library) =>
      library.startByThemselves?.includes(lastNameIn(func) ?? '') === true &&
      func.kind === 'Attribute' &&
      importsLibrary(view, library),
  );

const callsOfFacts = new WeakMap<Facts, ReadonlyMap<string, readonly Call[]>>();

/** By the text of what is called. */
function callsOf(view: ChunkView): ReadonlyMap<string, readonly Call[]> {
  const known = callsOfFacts.get(view.facts);
  if (known) return known;
  const calls = new Map<string, Call[]>();
  for (const node of view.facts.nodes) {
    if (node.kind !== 'Call' || !rootOf(node.func)) continue;
    const key = view.source(node.func);
    const same = calls.get(key);
    if (same) same.push(node);
    else calls.set(key, [node]);
  }
  callsOfFacts.set(view.facts, calls);
  return calls;
}

const isOfModule = ({ facts }: ChunkView, name: Name): boolean => {
  const found = resolve(facts, name);
  return found === 'module' || found.scope === 0;
};

/** Whether two names stand for one variable. */
function isSame(view: ChunkView, a: Name, other: ChunkView, b: Name): boolean {
  const [first, second] = [resolve(view.facts, a), resolve(other.facts, b)];
  if (first === 'module' || second === 'module' || first.scope === 0 || second.scope === 0)
    return isOfModule(view, a) && isOfModule(other, b);
  return view === other && first.scope === second.scope;
}

/** Whether two names are parameters of which nothing is said but how they are called: `self`, or `client` in two functions. */
const isNamesake = (view: ChunkView, { func }: Call, a: Name, other: ChunkView, b: Name): boolean =>
  func.kind === 'Attribute' && isPlainParameter(view, a) && isPlainParameter(other, b);

function isPlainParameter({ facts }: ChunkView, name: Name): boolean {
  const found = resolve(facts, name);
  const [only, ...others] = found === 'module' ? [] : found.bindings.map((index) => facts.bindings[index]!);
  const node = only && others.length === 0 ? facts.nodes[only.node] : undefined;
  return node?.kind === 'Parameter' && node.annotation === undefined;
}
