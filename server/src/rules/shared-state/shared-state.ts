import type { Attribute, Call, Expression, FunctionDef, Name, Node, Subscript } from '../../facts/nodes.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { resolve } from '../../facts/scopes.ts';
import { preorder } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { applications } from '../../knowledge/conventions/connections.ts';
import { locks } from '../../knowledge/conventions/locks.ts';
import { asyncLocks } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { isInstance, isThreadLock, itemsAround } from '../shared/held-locks.ts';
import { onlyValue } from '../../facts/only-value.ts';

/** A place that several tasks can see: an attribute of `self`, a global or a variable of an outer function, or an item of one. */
export type StatePlace = Attribute | Name | Subscript;

/** Whether an expression names such state, seen from the function that it stands in. */
export function isSharedState(view: ChunkView, node: Node, owner: FunctionDef): node is StatePlace {
  switch (node.kind) {
    case 'Attribute':
      return (
        isSelf(view, node.value, owner) ||
        isStateOfApplication(node.value) ||
        isSharedState(view, node.value, owner) ||
        view.typeOf(node.value).kind === 'class'
      );
    case 'Subscript':
      return isSharedState(view, node.value, owner) && !node.indices.some((index) => isOwnTask(view, index));
    case 'Name':
      return isOuterVariable(view, node, owner);
    default:
      return false;
  }
}

/** `app.state`, `request.app.state`: where web applications keep what all requests share. */
const isStateOfApplication = (node: Expression): boolean =>
  node.kind === 'Attribute' && node.attribute === 'state' && isNamedBy(applications, lastNameIn(node.value) ?? '');

/** `connections[asyncio.current_task()]` is nobody else's; also through a variable or a function that asks for the task. */
function isOwnTask(view: ChunkView, index: Expression): boolean {
  const call = index.kind === 'Name' ? onlyValue(view.facts, index) : index;
  if (call?.kind !== 'Call') return false;
  if (view.lookupCall(call, CURRENT_TASK)) return true;
  const asked = view.definition(view.typeOf(call.func));
  return (
    asked !== undefined &&
    [...preorder(asked.view.facts, asked.node)].some(
      (node) => node.kind === 'Call' && asked.view.lookupCall(node, CURRENT_TASK) !== undefined,
    )
  );
}

const CURRENT_TASK = { 'asyncio.current_task': true } as const;

/** The first parameter of a method, read anywhere in it. */
function isSelf(view: ChunkView, node: Expression, owner: FunctionDef): boolean {
  const first = owner.parameters[0];
  return (
    node.kind === 'Name' && node.name === first?.name && view.scope(owner).type === 'class' && first.type !== 'args'
  );
}

/** A variable of the module or of a function around that more than one function can see, and that holds no module, class or function. */
function isOuterVariable(view: ChunkView, name: Name, owner: FunctionDef): boolean {
  const found = resolve(view.facts, name);
  if (found === 'module') return name.context !== 'load' || isModuleVariable(view, name);
  const scope = view.facts.scopes[found.scope];
  if (scope?.node === owner.id || scope?.type === 'comprehension' || scope?.type === 'class') return false;
  return found.bindings.every((index) => view.facts.bindings[index]?.type === 'value');
}

const isModuleVariable = (view: ChunkView, name: Name): boolean =>
  view
    .occurrences(name.name)
    .some(({ view: { facts } }) =>
      (facts.scopes[0]?.names.get(name.name) ?? []).some((index) => facts.bindings[index]?.type === 'value'),
    );

/** What a place is called: equal for equal places. */
export const stateName = (view: ChunkView, place: StatePlace): string => view.source(place).replaceAll(/\s+/g, ' ');

/** The collection that an item belongs to, or the place itself. */
export const containerName = (view: ChunkView, place: StatePlace): string =>
  place.kind === 'Subscript' && place.value.kind !== 'Call'
    ? view.source(place.value).replaceAll(/\s+/g, ' ')
    : stateName(view, place);

/** Whether a lock is held around a node; of an object of unknown class the name tells. */
export const isGuarded = (view: ChunkView, node: Node): boolean =>
  itemsAround(view, node, () => true).some(
    (context) => isLock(view, context) || namesOf(context).some((name) => isNamedBy(locks, name)),
  ) || isAcquired(view, node);

/** `self`, `db` and `transaction` of `self.db.transaction("x")` */
function namesOf(context: Expression): readonly string[] {
  switch (context.kind) {
    case 'Name':
      return [context.name];
    case 'Attribute':
      return [...namesOf(context.value), context.attribute];
    case 'Subscript':
      return namesOf(context.value);
    case 'Call':
      return namesOf(context.func);
    default:
      return [];
  }
}

function isLock(view: ChunkView, context: Expression): boolean {
  const type = view.typeOf(context);
  return isInstance(view, type, asyncLocks) || isThreadLock(view, type);
}

/** `await self.lock.acquire()` in front of the node, with no `release()` between the two. */
function isAcquired(view: ChunkView, node: Node): boolean {
  const owner = view.functionAround(node);
  if (!owner || occurrencesOf(view.facts, 'acquire').length === 0) return false;
  const calls = methodCallsIn(view, owner).filter(({ func }) => func.end < node.start);
  return calls.some(
    ({ func }) =>
      func.attribute === 'acquire' &&
      isLock(view, func.value) &&
      !calls.some(
        (other) =>
          other.func.attribute === 'release' &&
          other.func.start > func.end &&
          view.source(other.func.value) === view.source(func.value),
      ),
  );
}

type MethodCall = Call & { readonly func: Attribute };

function methodCallsIn(view: ChunkView, root: Node): readonly MethodCall[] {
  const found: MethodCall[] = [];
  for (let id = root.id; id < (view.facts.ends[root.id] ?? 0); id++) {
    const node = view.facts.nodes[id];
    if (node?.kind === 'Call' && node.func.kind === 'Attribute') found.push(node as MethodCall);
  }
  return found;
}

/** Where code reads a place of that name. */
export function mentionsIn(view: ChunkView, root: Node, name: string): readonly StatePlace[] {
  const found: StatePlace[] = [];
  for (let id = root.id; id < (view.facts.ends[root.id] ?? 0); id++) {
    const node = view.facts.nodes[id];
    if (node && isPlace(node) && node.context === 'load' && stateName(view, node) === name) found.push(node);
  }
  return found;
}

/** Whether code writes to a place of one of these names. */
export function writesTo(view: ChunkView, root: Node, names: readonly string[]): boolean {
  for (let id = root.id; id < (view.facts.ends[root.id] ?? 0); id++) {
    const node = view.facts.nodes[id];
    if (node && isPlace(node) && node.context === 'store' && names.includes(stateName(view, node))) return true;
  }
  return false;
}

export const isPlace = (node: Node): node is StatePlace =>
  node.kind === 'Attribute' || node.kind === 'Name' || node.kind === 'Subscript';
