import type { Attribute, Call, Expression, FunctionDef, Name, Node } from '../facts/nodes.ts';
import { decorators } from '../knowledge/decorators.ts';
import { isDunder } from '../knowledge/dunders.ts';
import { bindingsOf, isCoroutine, isHandedToLoop, usesOf } from '../project/coroutines/coroutine-life.ts';
import type { ChunkView, Definition } from '../project/model/chunk-view.ts';
import { membersOf, type Type } from '../project/types/types.ts';
import { joinEdits } from './edits.ts';
import type { Edit } from './fix.ts';
import { insertAwait } from './insert-await.ts';
import { makeAsync } from './make-async.ts';
import { startLoop } from './start-loop.ts';

/** A chain of callers longer than this is no change to make with one click. */
const MAX_FUNCTIONS = 25;

/**
 * `def` → `async def`, and `await` at every call of it in the project, whose functions become async in turn; calls at the top
 * of a module and in tests start a loop, and what is handed to the loop already stays as it is. Undefined where the project
 * uses the function in a way that cannot follow: as a value, in a lambda, a property, a generator, as one of several methods
 * that override each other.
 */
export function makeAsyncWithCallers(view: ChunkView, node: FunctionDef): Edit[] | undefined {
  const edits: Edit[] = [];
  const functions: Place<FunctionDef>[] = [{ view, node }];
  const followedCalls = new Set<Node>();
  for (const place of functions) {
    if (functions.length > MAX_FUNCTIONS || !canBeAsync(place)) return undefined;
    const calls = callsOf(place);
    if (!calls) return undefined;
    edits.push(...makeAsync(place.view, place.node));
    for (const call of calls) {
      if (followedCalls.has(call.node)) continue;
      const followed = followCall(call);
      if (!followed) return undefined;
      edits.push(...followed.edits);
      followedCalls.add(call.node);
      const { caller } = followed;
      if (caller && !functions.some((known) => known.node === caller.node)) functions.push(caller);
    }
  }
  for (const place of functions)
    for (const call of coroutinesReturnedBy(place))
      if (!followedCalls.has(call)) edits.push(...insertAwait(place.view, call));
  return joinEdits(edits);
}

/** For titles: how many files edits change, where it is more than one. */
export function inFiles(edits: readonly Edit[]): string {
  const files = new Set(edits.map(({ at }) => at.uri)).size;
  return files > 1 ? ` (${String(files)} files)` : '';
}

interface Place<N extends Node> {
  readonly view: ChunkView;
  readonly node: N;
}

// --------------------------------------------------------------------------------- the function

function canBeAsync({ view, node }: Place<FunctionDef>): boolean {
  const own = view.facts.scopes.find((scope) => scope.node === node.id && scope.type === 'function');
  const isPlain = !node.isAsync && own !== undefined && !own.isGenerator && !own.hasError;
  return isPlain && !isDunder(node.name) && hasKnownDecorators(view, node) && fitsItsLikes(view, node);
}

export const hasKnownDecorators = (view: ChunkView, node: FunctionDef): boolean =>
  node.decorators.every(({ expression }) => {
    const type = view.typeOf(expression.kind === 'Call' ? expression.func : expression);
    return view.lookup(type, decorators) === 'transparent';
  });

/** Methods that override each other must stay alike: those of the bases, and those of subclasses, have to be async already. */
function fitsItsLikes(view: ChunkView, node: FunctionDef): boolean {
  const below = view.overriding(node);
  return overridden(view, node).every((type) => isAsync(view, type)) && below?.every(isAsyncDefinition) === true;
}

/** Whether a base has a method of that name that is certainly not async. */
export const overridesPlain = (view: ChunkView, node: FunctionDef): boolean =>
  overridden(view, node).some((type) => view.signature(type) !== undefined && !isAsync(view, type));

/** What bases have, or may have, under its name. */
function overridden(view: ChunkView, node: FunctionDef): readonly Type[] {
  const owner = view.parent(node);
  const bases = owner?.kind === 'ClassDef' ? owner.arguments.filter(({ name }) => name === undefined) : [];
  return bases.flatMap(({ value }) => view.member(view.typeOf(value), node.name) ?? []);
}

function isAsync(view: ChunkView, type: Type): boolean {
  const signature = view.signature(type);
  return signature?.isAsync === true && !signature.isGenerator;
}

const isAsyncDefinition = ({ node, view }: Definition): boolean => isAsync(view, view.typeOfDefinition(node));

// ------------------------------------------------------------------------------------- its calls

/** Every call of the function in the project, or of what it overrides; undefined if it is, or may be, used otherwise. */
function callsOf(target: Place<FunctionDef>): readonly Place<Call>[] | undefined {
  const calls: Place<Call>[] = [];
  const likes = [target, ...overridden(target.view, target.node).flatMap((type) => target.view.definition(type) ?? [])];
  for (const { view, node } of target.view.occurrencesInProject(target.node.name)) {
    if (node.context !== 'load') continue;
    const use = useOf(view, node, likes);
    if (use === 'unknown') return undefined;
    if (use === 'other') continue;
    const call = view.parent(node);
    if (call?.kind !== 'Call' || call.func !== node) return undefined;
    calls.push({ view, node: call });
  }
  return calls;
}

function useOf(
  view: ChunkView,
  node: Name | Attribute,
  targets: readonly Place<FunctionDef>[],
): 'target' | 'other' | 'unknown' {
  const type = view.typeOf(node);
  if (type.kind === 'unknown') return isBoundElsewhere(view, node) ? 'other' : 'unknown';
  const isTarget = membersOf(type).map((member) =>
    targets.some((target) => isFunction(view.definition(member), target)),
  );
  if (!isTarget.includes(true)) return 'other';
  return isTarget.includes(false) ? 'unknown' : 'target';
}

const isFunction = (definition: Place<FunctionDef> | undefined, { view, node }: Place<FunctionDef>): boolean =>
  definition?.node === node && definition.view.chunk === view.chunk && definition.view.uri === view.uri;

/** Whether a name of unknown type is a variable of its own. */
function isBoundElsewhere(view: ChunkView, node: Name | Attribute): boolean {
  if (node.kind !== 'Name') return false;
  const bindings = view.bindingsReaching(node);
  return bindings.length > 0 && bindings.every(({ type }) => type !== 'function');
}

/** What a plain function hands on as a coroutine, a coroutine function must await: its callers await once. */
function coroutinesReturnedBy({ view, node }: Place<FunctionDef>): readonly Call[] {
  return view.facts.nodes.slice(node.id, view.facts.ends[node.id]).flatMap((inner) => {
    const value = inner.kind === 'Return' && view.functionAround(inner) === node ? inner.value : undefined;
    return value?.kind === 'Call' && isCoroutine(view, view.typeOf(value)) ? value : [];
  });
}

// ------------------------------------------------------------------------------------ following

interface Followed {
  readonly edits: readonly Edit[];
  /** The function around the call, which becomes async too. */
  readonly caller: Place<FunctionDef> | undefined;
}

function followCall({ view, node }: Place<Call>): Followed | undefined {
  const around = view.functionAround(node);
  if (view.parent(node)?.kind === 'Await') {
    const caller = around?.kind === 'FunctionDef' && !around.isAsync ? { view, node: around } : undefined;
    return { edits: [], caller };
  }
  if (isTakenAsCoroutine(view, node)) return { edits: [], caller: undefined };
  if (isLazy(view, node) || around?.kind === 'Lambda') return undefined;
  if (around?.isAsync) return { edits: insertAwait(view, node), caller: undefined };
  if (around && !isTest(view, around)) return { edits: insertAwait(view, node), caller: { view, node: around } };
  if (!around && view.scope(node).type !== 'module') return undefined;
  return { edits: view.isNotebook ? insertAwait(view, node) : startLoop(view, node), caller: undefined };
}

/** Whether what becomes a coroutine is one to its user already: `asyncio.run(f())`, `jobs = [f(), f()]` for `gather(*jobs)`. */
function isTakenAsCoroutine(view: ChunkView, value: Expression): boolean {
  if (isHandedToLoop(view, value)) return true;
  const parent = view.parent(value);
  if (parent?.kind === 'Collection') return isTakenAsCoroutine(view, parent);
  if (parent?.kind === 'Comprehension') return parent.element === value && isTakenAsCoroutine(view, parent);
  return bindingsOf(view, value).some((binding) =>
    usesOf(view, binding).some((use) => view.parent(use)?.kind === 'Await' || isHandedToLoop(view, use)),
  );
}

/** A plain test is where the tester's loop ends: not every runner awaits coroutines. */
const isTest = (view: ChunkView, { name }: FunctionDef): boolean =>
  name.startsWith('test') && /(^|\/)(test_[^/]*|[^/]*_test|tests?)\.py$/.test(view.uri);

/** Whether it stands in the part of a generator expression that runs when somebody asks for its items. */
function isLazy(view: ChunkView, node: Node): boolean {
  for (let child = node, parent = view.parent(node); parent; child = parent, parent = view.parent(parent)) {
    if (parent.kind === 'FunctionDef' || parent.kind === 'Lambda') return false;
    if (parent.kind !== 'Comprehension' || parent.type !== 'generator') continue;
    const isFirstIterable = child === parent.generators[0] && contains(parent.generators[0].iter, node);
    if (!isFirstIterable) return true;
  }
  return false;
}

const contains = (outer: Node, inner: Node): boolean => outer.start <= inner.start && inner.end <= outer.end;
