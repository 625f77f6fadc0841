import type { AnnAssign, Assign, Call, Expression, Node } from '../facts/nodes.ts';
import { ancestors, enclosing, isWithin, preorder } from '../facts/walk.ts';
import { threadLocks, type LockCounterpart } from '../knowledge/loop/primitives.ts';
import { usesOfCreated } from '../project/coroutines/created-uses.ts';
import type { ChunkView, OccurrencePlace } from '../project/model/chunk-view.ts';
import type { Type } from '../project/types/types.ts';
import { callsBack } from './comes-back.ts';
import { insertAt, joinEdits } from './edits.ts';
import { allParts, type MakeEdits } from './fix.ts';
import { insertAwait } from './insert-await.ts';
import { replaceByName, replaceCallee } from './replace-call.ts';
import { splitWith } from './split-with.ts';

/**
 * `threading.Lock()` → `asyncio.Lock()` (or the library's own) where it is made, and `async with` wherever the file holds it.
 * Undefined if it is used outside coroutines, in another way, or in other files, and for a lock that its holder may take
 * again where the guarded code may come back to it.
 */
export function replaceLock(view: ChunkView, creation: Call): MakeEdits | undefined {
  const name = view.lookupCall(creation, threadLocks)?.[view.library];
  const statement = view.parent(creation);
  // `async with threading.Lock():`
  if (name !== undefined && statement?.kind === 'WithItem' && statement.context === creation && !statement.target)
    return () => [...replaceCallee(view, creation, name), ...(changeWith(view, statement)?.() ?? [])];
  const uses = usesOfCreated(view, creation);
  return uses && changeLock(view, creation.func, uses);
}

/** The same of a lock by what makes it, which may be called elsewhere: `field(default_factory=threading.Lock)`. */
export function changeLock(view: ChunkView, maker: Expression, uses: readonly LockUse[]): MakeEdits | undefined {
  const counterpart = view.lookup(view.typeOf(maker), threadLocks);
  const name = counterpart?.[view.library];
  const statement = [...ancestors(view.facts, maker)].find(({ kind }) => kind === 'Assign' || kind === 'AnnAssign');
  if (!counterpart || name === undefined) return undefined;
  if (statement?.kind !== 'Assign' && statement?.kind !== 'AnnAssign') return undefined;
  if (uses.length === 0 || isSeenElsewhere(view, counterpart, uses)) return undefined;
  if (counterpart.reentrant && !uses.every(isLeftBeforeTakenAgain)) return undefined;
  const annotations = annotationsOf(view, statement).map((annotation) => {
    const type = namesIn(annotation).find((node) => annotation.view.source(node) === view.source(maker));
    return type && (() => replaceByName(annotation.view, type, name));
  });
  const edits = allParts([() => replaceByName(view, maker, name), ...annotations, ...uses.map(changeUse)]);
  return edits && (() => joinEdits(edits()));
}

/** Where a lock is used: by its name, or by that of what has one for each key (`self.locks[name]`). */
export interface LockUse extends OccurrencePlace {
  readonly isKeyed?: true;
}

interface PlacedExpression {
  readonly view: ChunkView;
  readonly node: Expression;
}

/** `lock: threading.Lock` where it is made, and in the body of the class that has it as an attribute. */
function annotationsOf(view: ChunkView, statement: Assign | AnnAssign): readonly PlacedExpression[] {
  const target = statement.kind === 'Assign' ? statement.targets[0] : statement.target;
  const name = target?.kind === 'Attribute' ? target.attribute : undefined;
  const cls = enclosing(view.facts, statement, 'ClassDef');
  const declared = (cls ? view.partsOfClass(cls) : []).flatMap(({ view: home, node }) =>
    node.body.flatMap((each) =>
      each.kind === 'AnnAssign' && each.target.kind === 'Name' && each.target.name === name && each !== statement
        ? [{ view: home, node: each.annotation }]
        : [],
    ),
  );
  return [...(statement.kind === 'AnnAssign' ? [{ view, node: statement.annotation }] : []), ...declared];
}

/** `threading.Lock` also in `Optional[threading.Lock]` and `threading.Lock | None`. */
const namesIn = ({ view, node }: PlacedExpression): readonly Expression[] =>
  [...preorder(view.facts, node)].filter((each) => each.kind === 'Name' || each.kind === 'Attribute');

/** Whether another file uses a lock of this name that it has imported, or that belongs to an object of the same class. */
function isSeenElsewhere(view: ChunkView, counterpart: LockCounterpart, [first]: readonly LockUse[]): boolean {
  const { node } = first!;
  const ownerOf = (home: ChunkView, use: Node): Type | undefined =>
    use.kind === 'Attribute' ? home.typeOf(use.value) : undefined;
  const owner = ownerOf(first!.view, node);
  return view
    .occurrencesInProject(nameOf(node))
    .some(
      ({ view: home, node: other }) =>
        home.uri !== view.uri &&
        (first!.isKeyed ?? home.lookup(home.typeOf(other), threadLocks) === counterpart) &&
        (owner === undefined || ownerOf(home, other) === owner || ownerOf(home, other)?.kind === 'module'),
    );
}

/** A `with` in which, and in what that calls, nobody takes the lock again. Who takes it by its methods is not looked after. */
function isLeftBeforeTakenAgain(use: LockUse, _: number, uses: readonly LockUse[]): boolean {
  const { view, node } = use;
  const parent = view.parent(lockOf(use) ?? node);
  if (parent?.kind === 'Attribute') return parent.attribute !== 'acquire' && parent.attribute !== 'release';
  const statement = parent && view.parent(parent);
  const first = statement?.kind === 'With' ? statement.body[0] : undefined;
  if (statement?.kind !== 'With' || !first) return false;
  const body = { start: first.start, end: statement.end };
  const isTaken = ({ view: home, node: other }: OccurrencePlace): boolean =>
    home === view &&
    isWithin(view.facts, other, statement) &&
    other.start >= body.start &&
    view.parent(other)?.kind === 'WithItem';
  return !uses.some(isTaken) && !callsBack(view, body, [nameOf(node)]);
}

const nameOf = (node: OccurrencePlace['node']): string => (node.kind === 'Attribute' ? node.attribute : node.name);

/** `self.lock`, `self.locks[name]` */
function lockOf({ view, node, isKeyed }: LockUse): Expression | undefined {
  if (!isKeyed) return node;
  const item = view.parent(node);
  return item?.kind === 'Subscript' && item.value === node ? item : undefined;
}

function changeUse(use: LockUse): MakeEdits | undefined {
  const { view, node } = use;
  const lock = lockOf(use);
  if (!lock || node.context !== 'load' || !view.coroutineAround(node)) return undefined;
  const parent = view.parent(lock);
  if (parent?.kind === 'WithItem') return changeWith(view, parent);
  if (parent?.kind !== 'Attribute') return undefined;
  const call = view.parent(parent);
  if (call?.kind !== 'Call' || call.func !== parent) return undefined;
  const isAwaited = view.parent(call)?.kind === 'Await';
  if (parent.attribute === 'wait_for' && call.args.length === 1)
    return () => (isAwaited ? [] : insertAwait(view, call));
  if (call.args.length > 0 && parent.attribute !== 'notify') return undefined;
  if (parent.attribute === 'acquire' || parent.attribute === 'wait')
    return () => (isAwaited ? [] : insertAwait(view, call));
  return NEEDS_NOTHING.has(parent.attribute) ? () => [] : undefined;
}

const NEEDS_NOTHING = new Set(['release', 'locked', 'notify', 'notify_all']);

/** `async with`; what else the statement enters keeps a `with` of its own. */
function changeWith(view: ChunkView, item: Node): MakeEdits | undefined {
  const statement = view.parent(item);
  if (statement?.kind !== 'With') return undefined;
  if (statement.isAsync) return () => [];
  if (statement.items.length === 1) return () => [insertAt(view, statement.start, 'async ')];
  return splitWith(
    view,
    statement,
    statement.items.map((each) => each === item),
  );
}
