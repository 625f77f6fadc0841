import type { Call, Expression, FunctionDef, Name, Node } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { blockAround } from '../../facts/statement-blocks.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import { asyncLocks } from '../../knowledge/loop.ts';
import type { ChunkView, Definition } from '../../project/model/chunk-view.ts';
import { isInstance, itemsAround } from './held-locks.ts';

/** Helpers of helpers are looked into so far down, and callers so far up. */
const MAX_DEPTH = 4;

/**
 * Whether a coroutine uses something before a place and again behind it, and writes it on one of the sides, that other tasks may
 * see: if they run at the place, they come in between. Where the coroutine lets nobody in so far, the same is asked of those that await it.
 */
export const splitsUpdate = (view: ChunkView, place: Node, owner: FunctionDef): boolean =>
  splits(view, place, owner, MAX_DEPTH);

/**
 * Whether that is seen to be an update of one thing: read before the place, written behind it, and no lock keeps others out. An
 * `await` there makes a race of what is none.
 */
export const splitsSeenUpdate = (view: ChunkView, place: Node, owner: FunctionDef): boolean =>
  isBetween(view, place, owner, isSeenUpdate);

/** What two touches of one name, before a place and behind it, are to each other. */
type IsUpdate = (first: NodeTouch, second: NodeTouch, view: ChunkView) => boolean;

const mayBeUpdate: IsUpdate = (first, second) => (first.reads && second.writes) || (first.writes && second.reads);

const isSeenUpdate: IsUpdate = (first, second, view) =>
  first.reads &&
  second.isWritten &&
  // A helper that looks at something and changes it has done so by then.
  (first.node.kind !== 'Call' || isInTest(view, first.node)) &&
  !isUnderOneLock(view, first, second);

function splits(view: ChunkView, place: Node, owner: FunctionDef, depth: number): boolean {
  if (isBetween(view, place, owner, mayBeUpdate)) return true;
  if (depth === 0 || suspends(view, owner)) return false;
  return view.usesOf([{ view, node: owner }]).some(({ view: home, node }) => {
    const call = home.parent(node);
    const isAwaited = call?.kind === 'Call' && call.func === node && home.parent(call)?.kind === 'Await';
    const caller = isAwaited ? home.coroutineAround(call) : undefined;
    if (!call || !caller || home.definition(home.typeOf(node))?.node !== owner) return false;
    return splits(home, call, caller, depth - 1);
  });
}

const suspends = (view: ChunkView, owner: FunctionDef): boolean => touchesIn(view, owner).suspends;

function isBetween(view: ChunkView, place: Node, owner: FunctionDef, isUpdate: IsUpdate): boolean {
  const loop = [...ancestors(view.facts, place)]
    .filter((outer) => isWithin(view.facts, outer, owner))
    .findLast(({ kind }) => kind === 'While' || kind === 'For');
  const { touched } = touchesIn(view, owner);
  if (touched.length === 0) return false;
  // What the next round does has mostly been asked about again by then.
  const again = (node: Node): boolean =>
    isUpdate === mayBeUpdate && loop !== undefined && isWithin(view.facts, node, loop);
  // What a block does that goes to a thread as a whole, it does while others run, too.
  const isInBlock = (node: Node): boolean => place.kind !== 'Call' && isWithin(view.facts, node, place);
  const before = touched.filter(({ node }) => node.start < place.start || again(node) || isInBlock(node));
  const behind = touched.filter(({ node }) => node.start >= place.end || again(node) || isInBlock(node));
  return behind.some((second) =>
    before.some(
      (first) =>
        first.name === second.name &&
        isUpdate(first, second, view) &&
        statementOf(view, first.node) !== statementOf(view, second.node),
    ),
  );
}

/** What a coroutine does, for all places in it that are asked about before something changes. */
interface Touches {
  /** Of what it both reads and writes. */
  readonly touched: readonly NodeTouch[];
  /** Whether it lets other tasks run. */
  readonly suspends: boolean;
}

/** The list of a file's chunks is another one after each change. */
const known = new WeakMap<readonly ChunkView[], Map<FunctionDef, Touches>>();

function touchesIn(view: ChunkView, owner: FunctionDef): Touches {
  const chunks = view.fileChunks();
  const ofOwners = known.get(chunks) ?? new Map<FunctionDef, Touches>();
  known.set(chunks, ofOwners);
  let found = ofOwners.get(owner);
  if (!found) {
    const own = [...preorder(view.facts, owner)].filter(
      (node) => node !== owner && view.functionAround(node) === owner,
    );
    found = {
      touched: ofUpdates(own.flatMap((node) => touchesOf(view, node, MAX_DEPTH).map((touch) => ({ ...touch, node })))),
      suspends: own.some((node) => node.kind === 'Await' || ('isAsync' in node && node.isAsync)),
    };
    ofOwners.set(owner, found);
  }
  return found;
}

function ofUpdates(touched: readonly NodeTouch[]): readonly NodeTouch[] {
  const read = new Set(touched.filter(({ reads }) => reads).map(({ name }) => name));
  const written = new Set(touched.filter(({ writes }) => writes).map(({ name }) => name));
  return touched.filter(({ name }) => read.has(name) && written.has(name));
}

/** `if self.can_pay(amount):` */
const isInTest = (view: ChunkView, node: Node): boolean =>
  [...ancestors(view.facts, node)].some(
    (outer) => (outer.kind === 'If' || outer.kind === 'While') && isWithin(view.facts, node, outer.test),
  );

/** Whether both stand under a lock of asyncio, and so does all else that uses what they touch. */
function isUnderOneLock(view: ChunkView, first: NodeTouch, second: NodeTouch): boolean {
  const locks = locksAround(view, first.node).filter((lock) => locksAround(view, second.node).includes(lock));
  return (
    locks.length > 0 &&
    view.occurrencesInProject(first.name.replace('.', '')).every(({ view: home, node }) => {
      const around = home.functionAround(node);
      const isAtStart = around === undefined || (around.kind === 'FunctionDef' && around.name === '__init__');
      return isAtStart || locksAround(home, node).some((lock) => locks.includes(lock));
    })
  );
}

const locksAround = (view: ChunkView, node: Node): readonly string[] =>
  itemsAround(view, node, ({ isAsync }) => isAsync)
    .filter((context) => isInstance(view, view.typeOf(context), asyncLocks))
    .map((context) => view.source(context));

const statementOf = (view: ChunkView, node: Node): Node | undefined => {
  const around = blockAround(view.facts, node);
  return around?.block[around.index];
};

/** What a node does to something that other tasks may see: attributes by their names, variables by theirs. */
interface Touch {
  readonly name: string;
  readonly reads: boolean;
  /** May change it. */
  readonly writes: boolean;
  /** Certainly changes it. */
  readonly isWritten: boolean;
}

interface NodeTouch extends Touch {
  readonly node: Node;
}

function touchesOf(view: ChunkView, node: Node, depth: number): readonly Touch[] {
  if (node.kind === 'Call') return touchesOfCall(view, node, depth);
  if (node.kind === 'Subscript' && node.context !== 'load') return touch(view, node.value, true, true, true);
  if (node.kind !== 'Name' && node.kind !== 'Attribute') return [];
  const isStored = node.context !== 'load';
  return touch(view, node, !isStored || view.parent(node)?.kind === 'AugAssign', isStored, isStored);
}

function touch(
  view: ChunkView,
  place: Expression,
  reads: boolean,
  writes: boolean,
  isWritten: boolean,
): readonly Touch[] {
  if (place.kind === 'Subscript') return touch(view, place.value, reads, writes, isWritten);
  if (place.kind === 'Attribute')
    return isOwn(view, place) ? [] : [{ name: `.${place.attribute}`, reads, writes, isWritten }];
  if (place.kind !== 'Name' || /^(?:module|class|function)$/.test(view.typeOf(place).kind)) return [];
  const isShared = isOuter(view, place) || (!isBinding(view, place) && !isOwn(view, place));
  return isShared ? [{ name: place.name, reads, writes, isWritten }] : [];
}

/** `x = 1` gives a variable of the function another object and changes none. */
const isBinding = (view: ChunkView, name: Name): boolean =>
  name.context !== 'load' && view.parent(name)?.kind !== 'Subscript';

function isOuter(view: ChunkView, name: Name): boolean {
  const found = resolve(view.facts, name);
  const scope = found === 'module' ? undefined : view.facts.scopes[found.scope];
  return scope?.type !== 'comprehension' && scope?.node !== view.functionAround(name)?.id;
}

/** Whether an expression leads to an object that the function has made itself. */
function isOwn(view: ChunkView, place: Expression): boolean {
  let root = place;
  while (root.kind === 'Attribute' || root.kind === 'Subscript' || root.kind === 'Call')
    root = root.kind === 'Call' ? root.func : root.value;
  if (root.kind !== 'Name') return true;
  const bindings = isOuter(view, root) ? [] : view.bindingsReaching(root);
  return bindings.length > 0 && bindings.every(({ node }) => isMadeHere(view, view.facts.nodes[node]));
}

function isMadeHere(view: ChunkView, target: Node | undefined): boolean {
  const statement = target && view.parent(target);
  const value = statement?.kind === 'Assign' || statement?.kind === 'AnnAssign' ? statement.value : undefined;
  if (value?.kind === 'Call') return view.typeOf(value.func).kind === 'class';
  return value !== undefined && /^(?:Constant|Collection|Dict|Comprehension|JoinedStr|BinOp|Compare)$/.test(value.kind);
}

/** A helper does what its body does; of other methods nobody knows what they do to their object. */
function touchesOfCall(view: ChunkView, call: Call, depth: number): readonly Touch[] {
  const called = view.definition(view.typeOf(call.func));
  if (called?.isLibrary === false) return called.node.isAsync || depth === 0 ? [] : touchesOfBody(called, depth - 1);
  const receiver = call.func.kind === 'Attribute' ? call.func.value : undefined;
  if (!receiver || LEFT_ALONE.some((name) => view.isInstanceOf(view.typeOf(receiver), name))) return [];
  return touch(view, receiver, true, true, changesCollection(view, call));
}

/** `self.items.clear()` of a list. */
const changesCollection = (view: ChunkView, { func }: Call): boolean =>
  func.kind === 'Attribute' &&
  CHANGES.has(func.attribute) &&
  COLLECTIONS.some((name) => view.isInstanceOf(view.typeOf(func.value), name));

const COLLECTIONS = ['builtins.list', 'builtins.dict', 'builtins.set', 'collections.deque'];
const CHANGES = new Set(
  'add append appendleft clear discard extend extendleft insert pop popitem popleft remove setdefault update'.split(
    ' ',
  ),
);

/** What loggers and texts are told changes nothing that anybody reads. */
const LEFT_ALONE = ['logging.Logger', 'logging.LoggerAdapter', 'builtins.str', 'builtins.bytes', 'typing.TextIO'];

const touchesOfBody = ({ view, node }: Definition, depth: number): readonly Touch[] =>
  [...preorder(view.facts, node)]
    .filter((inner) => inner !== node && view.functionAround(inner) === node)
    .flatMap((inner) => touchesOf(view, inner, depth));
