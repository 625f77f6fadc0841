import type { Argument, Expression, FunctionDef, Name, Node } from '../../facts/nodes.ts';
import { isReceiver } from '../../facts/receiver.ts';
import { resolve } from '../../facts/scopes.ts';
import { ancestors } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { mainProgram, setsUp } from '../../knowledge/conventions/life-cycle.ts';
import { isPrivate } from '../../knowledge/dunders.ts';
import { calledInTurn, ofOneTask } from '../../knowledge/libraries.ts';
import { coroutineConsumers, taskSpawners } from '../../knowledge/loop.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { isGuarded } from './shared-state.ts';

/**
 * Whether a coroutine is not run by two tasks at once on the same object: the main program, what a framework calls in turn, and private
 * methods that the file only calls from such, directly or through others.
 */
export const runsInTurn = (view: ChunkView, owner: FunctionDef): boolean =>
  isNamedBy(mainProgram, owner.name) ||
  derivesFrom(view, owner, ofOneTask) !== undefined ||
  isOrIsPartOf(view, owner, isCalledInTurn);

/**
 * Whether a coroutine only sets up or tears down, is the program or a test, by its name. What adds to what was there before is
 * not done once, whatever it is called.
 */
export const setsUpOnce = (view: ChunkView, owner: FunctionDef): boolean =>
  isOrIsPartOf(view, owner, (chunk, method) => isCalledInTurn(chunk, method) || isNamedBy(setsUp, method.name));

/** Whether a private method is only called where a lock is held, as far as the file shows. */
export function isCalledUnderLock(view: ChunkView, { name }: FunctionDef, seen: readonly string[] = []): boolean {
  if (!isPrivate(name) || seen.includes(name)) return false;
  const callers = callersOf(view, name);
  return (
    callers.length > 0 &&
    callers.every(
      (caller) =>
        caller &&
        (isGuarded(caller.view, caller.node) || isCalledUnderLock(caller.view, caller.owner, [...seen, name])),
    )
  );
}

type IsOne = (view: ChunkView, method: FunctionDef) => boolean;

const isCalledInTurn: IsOne = (view, method) => derivesFrom(view, method, calledInTurn)?.includes(method.name) ?? false;

const isOrIsPartOf = (view: ChunkView, owner: FunctionDef, isOne: IsOne): boolean =>
  isOne(view, owner) || (isPrivate(owner.name) && isPartOf(view, owner.name, isOne));

/** What a table says of a base of the class that a method is in. */
function derivesFrom<V>(view: ChunkView, method: FunctionDef, table: NameTable<V>): V | undefined {
  const scope = view.scope(method);
  const cls = scope.type === 'class' ? view.facts.nodes[scope.node] : undefined;
  for (const { value } of cls?.kind === 'ClassDef' ? cls.arguments : []) {
    const base = view.typeOf(value.kind === 'Subscript' ? value.value : value);
    const name = Object.keys(table).find((candidate) => view.isInstanceOf(base, candidate));
    const found = name === undefined ? view.lookup(base, table) : table[name];
    if (found !== undefined) return found;
  }
  return undefined;
}

function isPartOf(view: ChunkView, method: string, isOne: IsOne): boolean {
  const names = new Set([method]);
  let isPart = false;
  for (const name of names) {
    const callers = callersOf(view, name);
    if (callers.length === 0 || names.size > MAX_NAMES) return false;
    for (const caller of callers) {
      if (!caller) return false;
      if (isOne(caller.view, caller.owner)) isPart = true;
      else names.add(caller.owner.name);
    }
  }
  return isPart;
}

const MAX_NAMES = 6;

interface Caller {
  readonly view: ChunkView;
  readonly owner: FunctionDef;
  readonly node: Node;
}

/** The functions of the file that mention a method of that name of their own object; undefined for lambdas and the like. */
const callersOf = (view: ChunkView, name: string): readonly (Caller | undefined)[] =>
  view.occurrences(name).flatMap(({ view: chunk, node }) => {
    if (node.kind !== 'Attribute' || !isOwn(chunk, node.value)) return [];
    const owner = chunk.functionAround(node);
    return [owner?.kind === 'FunctionDef' ? { view: chunk, owner, node } : undefined];
  });

/** `super()`, or the first parameter of the method around, mostly `self` */
function isOwn(view: ChunkView, node: Expression): boolean {
  if (node.kind === 'Call') return node.func.kind === 'Name' && node.func.name === 'super';
  return isReceiver(view.facts, node);
}

/**
 * Whether a place belongs to the call of the coroutine around, which makes it anew each time, and awaits the inner function
 * itself, one call after the other.
 */
export function isOfOneCaller(view: ChunkView, place: Expression, inner: FunctionDef): boolean {
  let root = place;
  while (root.kind === 'Attribute' || root.kind === 'Subscript') root = root.value;
  const outer = view.functionAround(inner);
  if (root.kind !== 'Name' || outer?.kind !== 'FunctionDef' || !outer.isAsync) return false;
  const found = resolve(view.facts, root);
  if (found === 'module' || view.facts.scopes[found.scope]?.node !== outer.id) return false;
  return (
    runInTurn(view, inner, outer, new Set()) ||
    (isStartedOnce(view, inner, outer) && isWrittenBy(view, root, inner, outer))
  );
}

/** `task = create_task(pump())`, the only mention of `pump`, not in a loop. */
function isStartedOnce(view: ChunkView, inner: FunctionDef, outer: FunctionDef): boolean {
  const [mention, ...others] = view.facts.nodes.filter((node) => node.kind === 'Name' && node.name === inner.name);
  const call = mention && others.length === 0 ? view.parent(mention) : undefined;
  if (call?.kind !== 'Call' || call.func !== mention) return false;
  for (const node of ancestors(view.facts, call)) {
    if (node === outer) return true;
    if (node.kind === 'For' || node.kind === 'While' || node.kind === 'Comprehension' || node.kind === 'FunctionDef')
      return false;
  }
  return false;
}

/** Whether no other inner function writes a variable. */
const isWrittenBy = (view: ChunkView, { name }: Name, inner: FunctionDef, outer: FunctionDef): boolean =>
  view.facts.nodes
    .slice(outer.id, view.facts.ends[outer.id])
    .every(
      (node) =>
        node.kind !== 'Name' ||
        node.name !== name ||
        node.context === 'load' ||
        [inner, outer].includes(view.functionAround(node) as FunctionDef),
    );

/** `await settle(wait=wait_for_progress)`: nothing says that who is given it starts it several times. */
function isCallback(view: ChunkView, argument: Argument): boolean {
  const call = view.parent(argument);
  return (
    call?.kind === 'Call' &&
    view.parent(call)?.kind === 'Await' &&
    view.lookupCall(call, taskSpawners) === undefined &&
    view.lookupCall(call, coroutineConsumers) === undefined
  );
}

/** Whether a function within another is only called by an `await`, there or in another such function, or handed to what is awaited. */
function runInTurn(view: ChunkView, inner: FunctionDef, outer: FunctionDef, seen: Set<FunctionDef>): boolean {
  if (seen.has(inner)) return true;
  seen.add(inner);
  const mentions = view.facts.nodes.filter((node) => node.kind === 'Name' && node.name === inner.name);
  return (
    mentions.length > 0 &&
    mentions.every((mention) => {
      const call = view.parent(mention);
      if (call?.kind === 'Argument') return view.functionAround(mention) === outer && isCallback(view, call);
      const isAwaited = call?.kind === 'Call' && call.func === mention && view.parent(call)?.kind === 'Await';
      const caller = view.functionAround(mention);
      if (!isAwaited || caller?.kind !== 'FunctionDef') return false;
      return caller === outer || (view.functionAround(caller) === outer && runInTurn(view, caller, outer, seen));
    })
  );
}
