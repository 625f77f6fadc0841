import type { Attribute, Call, FunctionDef, Name, Node } from '../facts/nodes.ts';
import { decorators } from '../knowledge/decorators.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { isCoroutine } from '../project/coroutine-life.ts';
import { membersOf } from '../project/types.ts';
import { joinEdits } from './edits.ts';
import type { Edit } from './fix.ts';
import { insertAwait } from './insert-await.ts';
import { makeAsync } from './make-async.ts';
import { startLoop } from './start-loop.ts';

/** A chain of callers longer than this is no change to make with one click. */
const MAX_FUNCTIONS = 25;

/**
 * `def` → `async def`, and `await` at every call of it in the file, whose functions become async in turn; calls at the top
 * of the module start a loop. Undefined where the file uses the function in a way that cannot follow: as a value, in a
 * lambda, a property, a generator. Callers in other files are not looked at.
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

interface Place<N extends Node> {
  readonly view: ChunkView;
  readonly node: N;
}

// --------------------------------------------------------------------------------- the function

function canBeAsync({ view, node }: Place<FunctionDef>): boolean {
  const own = view.facts.scopes.find((scope) => scope.node === node.id && scope.type === 'function');
  const isPlain = !node.isAsync && own !== undefined && !own.isGenerator && !own.hasError;
  return isPlain && !/^__\w+__$/.test(node.name) && hasKnownDecorators(view, node) && !overrides(view, node);
}

const hasKnownDecorators = (view: ChunkView, node: FunctionDef): boolean =>
  node.decorators.every(({ expression }) => {
    const type = view.typeOf(expression.kind === 'Call' ? expression.func : expression);
    return view.lookup(type, decorators) === 'transparent';
  });

/** Whether a base class has, or may have, a method of that name: the two must stay alike. */
function overrides(view: ChunkView, node: FunctionDef): boolean {
  const owner = view.facts.nodes[view.scope(node).node];
  if (owner?.kind !== 'ClassDef') return false;
  return owner.arguments.some(
    (base) => base.name === undefined && view.member(view.typeOf(base.value), node.name) !== undefined,
  );
}

// ------------------------------------------------------------------------------------- its calls

/** Every call of the function in the file; undefined if it is, or may be, used otherwise. */
function callsOf(target: Place<FunctionDef>): readonly Place<Call>[] | undefined {
  const calls: Place<Call>[] = [];
  for (const view of target.view.fileChunks()) {
    for (const node of view.facts.nodes) {
      if (!mentions(node, target.node.name)) continue;
      const use = useOf(view, node, target);
      if (use === 'unknown') return undefined;
      if (use === 'other') continue;
      const call = view.parent(node);
      if (call?.kind !== 'Call' || call.func !== node) return undefined;
      calls.push({ view, node: call });
    }
  }
  return calls;
}

const mentions = (node: Node, name: string): node is Name | Attribute =>
  (node.kind === 'Name' && node.context === 'load' && node.name === name) ||
  (node.kind === 'Attribute' && node.context === 'load' && node.attribute === name);

function useOf(view: ChunkView, node: Name | Attribute, target: Place<FunctionDef>): 'target' | 'other' | 'unknown' {
  const type = view.typeOf(node);
  if (type.kind === 'unknown') return isBoundElsewhere(view, node) ? 'other' : 'unknown';
  const isTarget = membersOf(type).map((member) => isFunction(view.definition(member), target));
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
  if (isLazy(view, node)) return undefined;
  if (view.parent(node)?.kind === 'Await' && view.coroutineAround(node)) return { edits: [], caller: undefined };
  const around = view.functionAround(node);
  if (around?.kind === 'Lambda') return undefined;
  if (around) return { edits: insertAwait(view, node), caller: around.isAsync ? undefined : { view, node: around } };
  if (view.scope(node).type !== 'module') return undefined;
  return { edits: view.isNotebook ? insertAwait(view, node) : startLoop(view, node), caller: undefined };
}

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
