import { lastNameOf } from '../../facts/last-name.ts';
import type { Attribute, Call, Expression, FunctionDef, Name, Node, Statement, Yield } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { ancestors, preorder } from '../../facts/walk.ts';
import { exclusiveLocks } from '../../knowledge/loop.ts';
import { testHeldIn, testsFailedAbove } from '../../project/inference/held-tests.ts';
import type { ChunkView, Definition } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';
import { isInstance } from '../shared/held-locks.ts';
import { filledBefore, isExcluded, type Filled } from './excluded.ts';

export interface HeldLock {
  readonly view: ChunkView;
  readonly lock: Expression;
  /** The attributes that are set there before the call that is followed. */
  readonly filled: Filled;
}

export const NOTHING: Filled = new Map();

/** Where it is taken again, and the calls that lead there. */
export interface Again {
  readonly view: ChunkView;
  readonly at: Node;
  readonly path: readonly { readonly view: ChunkView; readonly call: Call }[];
}

/** A condition holds a lock. */
const LOCKS = { ...exclusiveLocks, 'asyncio.Condition': true } as const;

export function isLock(view: ChunkView, context: Expression): context is Name | Attribute {
  if (!isSelfAttribute(view, context) && !isModuleName(view, context)) return false;
  const type = view.typeOf(context);
  return isInstance(view, type, LOCKS) && !acquiresInItsOwnWay(view, type);
}

/** `class RLock(asyncio.Lock)` with an `acquire()` of its own may let in who holds it already. */
function acquiresInItsOwnWay(view: ChunkView, type: Type): boolean {
  const acquire = view.member(type, 'acquire');
  return acquire !== undefined && view.definition(acquire)?.isLibrary === false;
}

const isSelfAttribute = (view: ChunkView, node: Expression): node is Attribute =>
  node.kind === 'Attribute' && node.value.kind === 'Name' && node.value.name === selfName(view, node);

function isModuleName(view: ChunkView, node: Expression): node is Name {
  if (node.kind !== 'Name') return false;
  const found = resolve(view.facts, node);
  return found === 'module' || found.scope === 0;
}

function selfName(view: ChunkView, node: Node): string | undefined {
  const around = view.functionAround(node);
  return around?.kind === 'FunctionDef' && view.scope(around).type === 'class' ? around.parameters[0]?.name : undefined;
}

/** The same attribute of the own object, or the same variable of the module. */
const isSameLock = ({ view: home, lock }: HeldLock, view: ChunkView, node: Expression): boolean =>
  lock.kind === 'Attribute'
    ? isSelfAttribute(view, node) &&
      node.attribute === lock.attribute &&
      view.typeOf(node.value) === home.typeOf(lock.value)
    : lock.kind === 'Name' && isModuleName(view, node) && node.name === lock.name;

export function takenAgain(
  held: HeldLock,
  view: ChunkView,
  body: readonly Statement[],
  seen: Set<FunctionDef>,
): Again | undefined {
  const nodes = body.flatMap((statement) => [...preorder(view.facts, statement)]);
  for (const node of nodes) {
    if (!view.coroutineAround(node) || (body[0] && view.functionAround(node) !== view.functionAround(body[0])))
      continue;
    if (isExcluded(view, node, held.filled)) continue;
    const at = takes(held, view, node);
    if (at) return { view, at, path: [] };
    const inner =
      node.kind === 'Await' && node.value.kind === 'Call' ? throughCall(held, view, body, node.value, seen) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

/** The locks that entering `async with context:` takes: the one that it names, and those that its context manager holds meanwhile. */
export function locksTaken(view: ChunkView, context: Expression): readonly Omit<HeldLock, 'filled'>[] {
  if (isLock(view, context)) return [{ view, lock: context }];
  const definition = context.kind === 'Call' && isOwnMethod(view, context) ? contextManager(view, context) : undefined;
  if (!definition) return [];
  const { view: there, node } = definition;
  const [held, ...others] = there.facts.nodes
    .slice(node.id, there.facts.ends[node.id])
    .filter((inner): inner is Yield => inner.kind === 'Yield' && there.functionAround(inner) === node);
  if (!held || others.length > 0) return [];
  return [...ancestors(there.facts, held)].flatMap((outer) =>
    outer.kind === 'With' && outer.isAsync && there.functionAround(outer) === node
      ? outer.items.flatMap(({ context: lock }) => (isLock(there, lock) ? [{ view: there, lock }] : []))
      : [],
  );
}

/** The async generator function behind `self.transaction()`, decorated with `@asynccontextmanager`. */
function contextManager(view: ChunkView, call: Call): Definition | undefined {
  const type = view.typeOf(call.func);
  const made = type.kind === 'callable' && type.of?.kind === 'function' ? type.of : type;
  const definition = view.definition(made);
  const isManager = definition?.node.decorators.some((decorator) => lastNameOf(decorator) === 'asynccontextmanager');
  return isManager && definition?.view.uri === view.uri ? definition : undefined;
}

/** `async with lock:` or `await lock.acquire()` */
function takes(held: HeldLock, view: ChunkView, node: Node): Node | undefined {
  if (node.kind === 'With' && node.isAsync)
    return node.items.find(({ context }) =>
      locksTaken(view, context).some((taken) => isSameLock(held, taken.view, taken.lock)),
    )?.context;
  if (node.kind !== 'Await' || node.value.kind !== 'Call') return undefined;
  const { func } = node.value;
  return func.kind === 'Attribute' && func.attribute === 'acquire' && isSameLock(held, view, func.value)
    ? node.value
    : undefined;
}

function throughCall(
  held: HeldLock,
  view: ChunkView,
  body: readonly Statement[],
  call: Call,
  seen: Set<FunctionDef>,
): Again | undefined {
  if (held.lock.kind === 'Attribute' && !isOwnMethod(view, call)) return undefined;
  const definition = view.definition(view.typeOf(call.func));
  if (!definition?.node.isAsync || definition.view.uri !== held.view.uri || seen.has(definition.node)) return undefined;
  seen.add(definition.node);
  if (letsGoFirst(held, definition)) return undefined;
  const filled = new Map([...held.filled, ...filledBefore(view, body, call)]);
  const again = takenAgain({ ...held, filled }, definition.view, definition.node.body, seen);
  const place = again?.path[0]?.call ?? again?.at;
  if (!again || !place || dependsOnArguments(definition, place, call)) return undefined;
  return { ...again, path: [{ view, call }, ...again.path] };
}

const isOwnMethod = (view: ChunkView, { func }: Call): boolean =>
  func.kind === 'Attribute' && func.value.kind === 'Name' && func.value.name === selfName(view, func);

/** A function that lets go of the lock by hand may mean the one that its caller holds, unless it has taken it before. */
function letsGoFirst(held: HeldLock, { view, node }: Definition): boolean {
  for (const inner of preorder(view.facts, node)) {
    if (takes(held, view, inner)) return false;
    if (isLetGo(held, view, inner)) return true;
  }
  return false;
}

/** `async def save(data, locked=False)`, which takes the lock behind `if locked: return …`, called with `locked=True`. */
function dependsOnArguments({ view, node }: Definition, place: Node, call: Call): boolean {
  if (call.args.length === 0) return false;
  const parameters = new Set(node.parameters.slice(view.scope(node).type === 'class' ? 1 : 0).map(({ name }) => name));
  let child = place;
  for (const parent of ancestors(view.facts, place)) {
    const held = testHeldIn(parent, child);
    for (const test of [...(held ? [held.test] : []), ...testsFailedAbove(parent, child)])
      if ([...preorder(view.facts, test)].some((part) => part.kind === 'Name' && parameters.has(part.name)))
        return true;
    if (parent === node) return false;
    child = parent;
  }
  return false;
}

/** Whether the code lets go of the lock in between, by hand or by waiting for its condition, or asks whether somebody holds it. */
export const letsGoOf = (held: HeldLock, view: ChunkView, root: Node): boolean =>
  [...preorder(view.facts, root)].some((node) => isLetGo(held, view, node));

const isLetGo = (held: HeldLock, view: ChunkView, node: Node): boolean =>
  node.kind === 'Attribute' && LETS_GO.has(node.attribute) && isSameLock(held, view, node.value);

const LETS_GO: ReadonlySet<string> = new Set(['release', 'locked', 'wait', 'wait_for']);
