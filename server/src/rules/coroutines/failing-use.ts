import { lastNameIn } from '../../facts/last-name.ts';
import type { Argument, Attribute, AugAssign, BinOp, Compare, Expression, Node, UnaryOp } from '../../facts/nodes.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { asserts } from '../../knowledge/conventions/tests.ts';
import { isPrivate } from '../../knowledge/dunders.ts';
import { isAbstractAwaitable, isCoroutine, type AwaitableKind } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import type { Localized } from '../../text/localized.ts';
import type { Occurrence } from './awaitable-occurrence.ts';
import { contradiction } from './declared-otherwise.ts';
import { isNone } from './lookalike-use.ts';
import { consumedBy, consumedWithin } from './use-by-consumer.ts';
import { useTexts } from './use-texts.ts';
import { usedByCallee } from './used-by-callee.ts';

/** Uses that raise, or that contradict what is declared. */
export function failure(
  view: ChunkView,
  { node, type }: Occurrence,
  kind: AwaitableKind,
  depth = 0,
): Localized | undefined {
  const parent = view.parent(node);
  switch (parent?.kind) {
    case 'Attribute':
      if (parent.attribute === '') return undefined;
      if (parent.context !== 'load' && kind !== 'coroutine') return undefined;
      return lacks(view, type, parent.attribute, kind)
        ? useTexts.noAttribute(parent.attribute)
        : takenForOwn(view, parent, type);
    case 'Subscript':
      if (parent.value !== node) return undefined;
      return kind === 'coroutine' || lacks(view, type, '__getitem__', kind) ? useTexts.notSubscriptable : undefined;
    case 'Slice':
      return kind === 'coroutine' || isPlain(kind, type) ? useTexts.noIndex : undefined;
    case 'Call':
      return parent.func === node && (kind === 'coroutine' || lacks(view, type, '__call__', kind))
        ? useTexts.notCallable
        : undefined;
    case 'For':
    case 'ComprehensionFor':
      return parent.iter === node && !parent.isAsync && !isIterable(view, type, kind)
        ? useTexts.notIterable
        : undefined;
    case 'Starred':
      return isIterable(view, type, kind) ? undefined : useTexts.notUnpackable;
    case 'Assign':
      return parent.targets.some((target) => target.kind === 'Collection') && !isIterable(view, type, kind)
        ? useTexts.notUnpackable
        : contradicted(view, node, type, kind);
    case 'BinOp':
    case 'AugAssign':
    case 'UnaryOp':
      return kind === 'coroutine' || isPlain(kind, type) ? unsupported(parent, node, kind) : undefined;
    case 'Compare':
      return isOrdered(parent, node) && (kind === 'coroutine' || isPlain(kind, type))
        ? useTexts.notComparable
        : undefined;
    case 'WithItem':
      return isPlainWith(view, parent) && kind === 'coroutine' && !isEntered(view, type)
        ? useTexts.noPlainWith
        : undefined;
    case 'Argument':
      return failureOfArgument(view, { node, argument: parent, type }, kind, depth);
    default:
      return (
        (kind === 'coroutine' || isPlain(kind, type) ? consumedWithin(view, node, 'raises') : undefined) ??
        contradicted(view, node, type, kind)
      );
  }
}

/** Formatting with `%` may be meant for what a future stands for. */
function unsupported(operation: BinOp | AugAssign | UnaryOp, node: Node, kind: AwaitableKind): Localized | undefined {
  const { operator } = operation;
  const isMeant =
    operator === 'not' ||
    (operation.kind === 'AugAssign' && operation.target === node) ||
    (operation.kind === 'BinOp' && operator === '%' && kind !== 'coroutine');
  return isMeant ? undefined : useTexts.unsupported(operator);
}

/** `ask().send(text)`, `await connect().close()`: coroutines have methods of these names, too, which do something else. */
function takenForOwn(view: ChunkView, node: Attribute, type: Type): Localized | undefined {
  const { attribute } = node;
  const call = view.parent(node);
  if (call?.kind !== 'Call' || call.func !== node || !isCoroutine(view, type)) return undefined;
  const [sent] = call.args;
  const isMeant =
    (attribute === 'send' && sent !== undefined && !isNone(sent.value)) ||
    (attribute === 'close' && view.parent(call)?.kind === 'Await');
  const result = isMeant ? view.awaited(type) : undefined;
  const own = result && view.member(result, attribute);
  return own?.kind === 'function' ? useTexts.ownMethod(attribute) : undefined;
}

function failureOfArgument(
  view: ChunkView,
  { node, argument, type }: { readonly node: Expression; readonly argument: Argument; readonly type: Type },
  kind: AwaitableKind,
  depth: number,
): Localized | undefined {
  if (argument.stars > 0) return isIterable(view, type, kind) ? undefined : useTexts.notUnpackable;
  return (
    refusedBy(view, node, argument, type, kind) ??
    contradicted(view, node, type, kind) ??
    failureInCallee(view, argument, type, kind, depth)
  );
}

/** An awaitable that is something else besides may be meant as that, unless awaiting it gives what is declared. */
function contradicted(view: ChunkView, node: Expression, type: Type, kind: AwaitableKind): Localized | undefined {
  if (kind === 'coroutine' || isAbstractAwaitable(type)) return contradiction(view, node, type);
  const expected = view.expectedAt(node)?.type;
  if (expected?.kind === 'none') return undefined;
  if (kind === 'awaitable') {
    const result = view.awaited(type);
    if (!expected || !result || result.kind === 'unknown' || view.rulesOut(expected, result)) return undefined;
  }
  return contradiction(view, node, type);
}

/** Futures can be compared with each other, and a class with `__await__` may well have a length. */
function refusedBy(
  view: ChunkView,
  node: Expression,
  argument: Argument,
  type: Type,
  kind: AwaitableKind,
): Localized | undefined {
  if (kind !== 'coroutine' && !isPlain(kind, type)) return undefined;
  const call = view.parent(argument);
  if (kind !== 'coroutine' && call?.kind === 'Call' && isNamedBy(asserts, lastNameIn(call.func))) return undefined;
  return consumedBy(view, node, argument, 'raises');
}

const MAX_DEPTH = 2;

function failureInCallee(
  view: ChunkView,
  argument: Argument,
  type: Type,
  kind: AwaitableKind,
  depth: number,
): Localized | undefined {
  if (depth >= MAX_DEPTH || kind === 'awaitable') return undefined;
  return usedByCallee(view, argument, (home, node, isFollowed) =>
    failure(home, { node, type, isOneOfSeveral: true }, kind, isFollowed ? depth + 1 : MAX_DEPTH),
  );
}

/** aiohttp's requests can be awaited, and are meant for `async with`: that is the matter of `sync-with-on-async-cm`. */
const isEntered = (view: ChunkView, type: Type): boolean =>
  membersOf(type).some((item) => item.kind === 'instance' && view.member(item, '__aenter__') !== undefined);

function isPlainWith(view: ChunkView, item: Node): boolean {
  const statement = view.parent(item);
  return statement?.kind === 'With' && !statement.isAsync;
}

/**
 * Of a value that is only known to be awaitable, attributes of futures and coroutines may be meant. Others may be given
 * attributes from outside: there the result must be known to have it.
 */
function lacks(view: ChunkView, type: Type, name: string, kind: AwaitableKind): boolean {
  if (view.member(type, name) !== undefined) return false;
  if (kind === 'coroutine') return true;
  // Who reads `task._must_cancel` knows asyncio's own tasks from inside.
  const isInternal = isPrivate(name);
  if (kind === 'future' || kind === 'task') return !isInternal && !isSetFromOutside(view, name);
  if (isAbstractAwaitable(type)) return !isInternal && !ATTRIBUTES_OF_FUTURES.has(name);
  const result = view.awaited(type);
  const found = result && view.member(result, name);
  return found !== undefined && found.kind !== 'unknown';
}

/** `future.method = "GET"` somewhere in the file */
const isSetFromOutside = (view: ChunkView, name: string): boolean =>
  view.occurrences(name).some(({ node }) => node.kind === 'Attribute' && node.context === 'store');

/** Those of asyncio's, concurrent's and tornado's futures and tasks, and of coroutines. */
export const ATTRIBUTES_OF_FUTURES = new Set(
  [
    'result exception done running cancel cancelled cancelling uncancel add_done_callback remove_done_callback',
    'set_result set_exception get_loop get_name set_name get_coro get_context get_stack print_stack',
    'send throw close',
  ].flatMap((names) => names.split(' ')),
);

const isPlain = (kind: AwaitableKind, type: Type): boolean =>
  kind === 'future' || kind === 'task' || isAbstractAwaitable(type);

/** asyncio's futures have an `__iter__`, which only serves `yield from`. */
const isIterable = (view: ChunkView, type: Type, kind: AwaitableKind): boolean =>
  kind === 'awaitable' && view.mayIterate(type, false);

const isOrdered = ({ operators, left }: Compare, node: Node): boolean =>
  operators.some((operator) => ['<', '>', '<=', '>='].includes(operator)) ||
  (left !== node && operators.some((operator) => operator === 'in' || operator === 'not in'));
