import { libraries } from '../../knowledge/libraries.ts';
import { importsLibrary } from '../shared/imports-library.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { ancestors, childrenOf, isWithin } from '../../facts/walk.ts';
import { asksHowCalled, coroutineTests } from '../../knowledge/conventions/asyncness.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { callsOfPath, kindOfRoot, pathOf, rootOf } from '../../project/effects/call-uses.ts';
import { isAwaited } from '../../project/effects/value-uses.ts';
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
  const kind = kindOfRoot(view.facts, root);
  const callee = pathOf(call.func)!;
  const beside = view.callUsesBeside(callee, kind === 'module' ? 'file' : 'class', MOST_CHUNKS);
  if (!beside) return false;
  let awaited = 0;
  for (const other of callsOfPath(view.facts, callee)) {
    if (other === call || !isSame(view, call, root, rootOf(other.func)!)) continue;
    if (areAlternatives(view, call, other)) return false;
    if (isAwaited(view, other)) awaited++;
    else if (view.parent(other)?.kind !== 'Return') return false;
  }
  // What else a function binds is its own.
  const isShared = kind === 'module' || (kind === 'parameter' && call.func.kind === 'Attribute');
  for (const { use } of isShared ? beside.filter((each) => each.root === kind) : []) {
    if (use === 'awaited') awaited++;
    else if (use === 'plain') return false;
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

/** What methods of some libraries give may be waited for, or not: tornado's for output. */
const startsByItself = (view: ChunkView, func: Expression): boolean =>
  libraries.some(
    (library) =>
      library.startByThemselves?.includes(lastNameIn(func) ?? '') === true &&
      func.kind === 'Attribute' &&
      importsLibrary(view, library),
  );

/** Whether two names stand for one variable, or are parameters of which nothing is said but how they are called: `self`, or `client` in two functions. */
function isSame(view: ChunkView, { func }: Call, a: Name, b: Name): boolean {
  const { facts } = view;
  const [first, second] = [kindOfRoot(facts, a), kindOfRoot(facts, b)];
  if (first === 'module' || second === 'module') return first === second;
  const [one, other] = [resolve(facts, a), resolve(facts, b)];
  const isOneVariable = one !== 'module' && other !== 'module' && one.scope === other.scope;
  return isOneVariable || (func.kind === 'Attribute' && first === 'parameter' && second === 'parameter');
}
