import { lastNameIn } from '../../facts/last-name.ts';
import type { Argument, BoolOp, Compare, Expression, Node } from '../../facts/nodes.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { asserts } from '../../knowledge/conventions/tests.ts';
import { isPrivate } from '../../knowledge/dunders.ts';
import { valueConsumers } from '../../knowledge/loop.ts';
import {
  awaitableKind,
  calleeText,
  isAbstractAwaitable,
  type AwaitableKind,
  asksForValue,
} from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import { contradiction } from './declared-otherwise.ts';
import { usedByCallee } from './used-by-callee.ts';

/** An awaitable at a place, and how sure it is that nothing else can be there. */
export interface Occurrence {
  readonly node: Expression;
  /** What the awaitable is; `None` may be among it. */
  readonly type: Type;
  /** Whether the place may hold other values as well, which a test can tell apart. */
  readonly isOneOfSeveral: boolean;
}

export const occurrenceOf = (view: ChunkView, node: Expression): Occurrence => ({
  node,
  type: view.typeOf(node),
  isOneOfSeveral: false,
});

/** What happens where an awaitable is used as a plain value; undefined where the awaitable itself may be meant. */
export function usedAsValue(view: ChunkView, occurrence: Occurrence): string | undefined {
  const kind = awaitableKind(view, occurrence.type);
  if (!kind) return undefined;
  const failed = failure(view, occurrence, kind);
  if (failed !== undefined || !(kind === 'coroutine' || isTakenForResult(view, occurrence))) return failed;
  return lookalike(view, occurrence);
}

/**
 * Where what is only known to be awaitable is tested the moment it is made, compared with a constant, or asked for what
 * only its result can be, that is meant.
 */
function isTakenForResult(view: ChunkView, { node, type }: Occurrence): boolean {
  if (!isAbstractAwaitable(type)) return false;
  const parent = view.parent(node);
  if (parent?.kind === 'Argument' && isClassAsked(view, parent)) return true;
  if (parent?.kind === 'Compare' && isNone(parent.comparators[0]) && parent.left === node)
    return membersOf(view.awaited(type) ?? type).some(({ kind }) => kind === 'none');
  return parent?.kind === 'Compare'
    ? [parent.left, ...parent.comparators].some((other) => other.kind === 'Constant' && other.type !== 'None')
    : node.kind === 'Call' && (isTested(view, node) || isMadeBool(view, parent));
}

/** `bool(check())` */
function isMadeBool(view: ChunkView, parent: Node | undefined): boolean {
  const call = parent?.kind === 'Argument' ? view.parent(parent) : undefined;
  return call?.kind === 'Call' && call.func.kind === 'Name' && call.func.name === 'bool';
}

const ALWAYS_TRUE = 'it is always true';

// ------------------------------------------------------------------------------- what must fail

/** Uses that raise, or that contradict what is declared. */
function failure(view: ChunkView, { node, type }: Occurrence, kind: AwaitableKind, depth = 0): string | undefined {
  const parent = view.parent(node);
  switch (parent?.kind) {
    case 'Attribute':
      if (parent.attribute === '') return undefined;
      if (parent.context !== 'load' && kind !== 'coroutine') return undefined;
      return lacks(view, type, parent.attribute, kind) ? `it has no attribute \`${parent.attribute}\`` : undefined;
    case 'Subscript':
      if (parent.value !== node) return undefined;
      return kind === 'coroutine' || lacks(view, type, '__getitem__', kind) ? 'it has no items' : undefined;
    case 'Slice':
      return kind === 'coroutine' || isPlain(kind, type) ? 'it is no position' : undefined;
    case 'Call':
      return parent.func === node && (kind === 'coroutine' || lacks(view, type, '__call__', kind))
        ? 'it cannot be called'
        : undefined;
    case 'For':
    case 'ComprehensionFor':
      return parent.iter === node && !parent.isAsync && !isIterable(view, type, kind)
        ? 'it cannot be iterated'
        : undefined;
    case 'Starred':
      return isIterable(view, type, kind) ? undefined : 'it cannot be unpacked';
    case 'Assign':
      return parent.targets.some((target) => target.kind === 'Collection') && !isIterable(view, type, kind)
        ? 'it cannot be unpacked'
        : contradicted(view, node, type, kind);
    case 'BinOp':
      return kind === 'coroutine' || (isPlain(kind, type) && parent.operator !== '%')
        ? `it does not support \`${parent.operator}\``
        : undefined;
    case 'AugAssign':
      return parent.target !== node && (kind === 'coroutine' || isPlain(kind, type))
        ? `it does not support \`${parent.operator}\``
        : undefined;
    case 'UnaryOp':
      return parent.operator !== 'not' && (kind === 'coroutine' || isPlain(kind, type))
        ? `it does not support \`${parent.operator}\``
        : undefined;
    case 'Compare':
      return isOrdered(parent, node) && (kind === 'coroutine' || isPlain(kind, type))
        ? 'it cannot be compared'
        : undefined;
    case 'WithItem':
      return isPlainWith(view, parent) && kind === 'coroutine' && !isEntered(view, type)
        ? '`with` cannot enter it'
        : undefined;
    case 'Argument':
      if (parent.stars > 0) return isIterable(view, type, kind) ? undefined : 'it cannot be unpacked';
      return (
        refusedBy(view, node, parent, type, kind) ??
        contradicted(view, node, type, kind) ??
        failureInCallee(view, parent, type, kind, depth)
      );
    default:
      return contradicted(view, node, type, kind);
  }
}

/** An awaitable that is something else besides may be meant as that, unless awaiting it gives what is declared. */
function contradicted(view: ChunkView, node: Expression, type: Type, kind: AwaitableKind): string | undefined {
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
): string | undefined {
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
): string | undefined {
  if (depth >= MAX_DEPTH || kind === 'awaitable') return undefined;
  return usedByCallee(view, argument, (home, node) =>
    failure(home, { node, type, isOneOfSeveral: true }, kind, depth + 1),
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
  if (kind === 'future' || kind === 'task') return !isInternal && !isGivenFromOutside(view, name);
  if (isAbstractAwaitable(type)) return !isInternal && !ATTRIBUTES_OF_FUTURES.has(name);
  const result = view.awaited(type);
  const found = result && view.member(result, name);
  return found !== undefined && found.kind !== 'unknown';
}

/** `future.method = "GET"` somewhere in the file */
const isGivenFromOutside = (view: ChunkView, name: string): boolean =>
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

// ----------------------------------------------------------------- what goes on with a wrong value

/** Uses of a coroutine that raise nothing but are wrong. */
function lookalike(view: ChunkView, { node, type, isOneOfSeveral }: Occurrence): string | undefined {
  if (isOneOfSeveral || membersOf(type).some(({ kind }) => kind === 'none')) return undefined;
  const parent = view.parent(node);
  switch (parent?.kind) {
    case 'NamedExpr':
      return parent.value === node ? lookalike(view, { node: parent, type, isOneOfSeveral }) : undefined;
    case 'Compare':
      return comparison(parent);
    case 'UnaryOp':
      return ALWAYS_TRUE;
    case 'BoolOp':
      return parent.left === node || isTested(view, choiceAround(view, parent)) ? ALWAYS_TRUE : undefined;
    case 'If':
    case 'While':
    case 'Assert':
    case 'IfExp':
    case 'ComprehensionFor':
      return isTest(parent, node) ? ALWAYS_TRUE : undefined;
    case 'JoinedStr':
      return 'the text will show `<coroutine object …>`';
    case 'Argument':
      if (isClassAsked(view, parent)) return 'it is never an instance of that class';
      return consumedBy(view, node, parent, 'shows-coroutine') ?? consumedBy(view, node, parent, 'always-true');
    default:
      return undefined;
  }
}

/** `isinstance(reply, Reply)` */
function isClassAsked(view: ChunkView, argument: Argument): boolean {
  const call = view.parent(argument);
  return (
    call?.kind === 'Call' &&
    call.args[0] === argument &&
    call.func.kind === 'Name' &&
    call.func.name === 'isinstance' &&
    asksForValue(view, call)
  );
}

/** `test and first or second` was how Python spelled `first if test else second`. */
function choiceAround(view: ChunkView, node: BoolOp): BoolOp {
  const parent = view.parent(node);
  const isChoice = node.operator === 'and' && parent?.kind === 'BoolOp' && parent.operator === 'or';
  return isChoice && parent.left === node ? parent : node;
}

/** Whether only the truth of an expression matters. */
function isTested(view: ChunkView, node: Node): boolean {
  const parent = view.parent(node);
  if (parent?.kind === 'BoolOp') return parent.left === node || isTested(view, parent);
  if (parent?.kind === 'UnaryOp') return parent.operator === 'not';
  return parent !== undefined && isTest(parent, node);
}

const isTest = (parent: Node, node: Node): boolean =>
  ('test' in parent && parent.test === node) ||
  (parent.kind === 'ComprehensionFor' && parent.conditions.some((condition) => condition === node));

function comparison({ operators, comparators }: Compare): string | undefined {
  const isIdentity = operators.some((operator) => operator === 'is' || operator === 'is not');
  if (isIdentity) return operators.length === 1 && isNone(comparators[0]) ? 'it is never `None`' : undefined;
  return operators.every((operator) => operator === '==' || operator === '!=')
    ? 'it is never equal to a result'
    : 'it cannot be compared';
}

const isNone = (node: Expression | undefined): boolean => node?.kind === 'Constant' && node.type === 'None';

function consumedBy(
  view: ChunkView,
  node: Expression,
  argument: Argument,
  effect: 'raises' | 'shows-coroutine' | 'always-true',
): string | undefined {
  const call = view.parent(argument);
  if (call?.kind !== 'Call') return undefined;
  if (argument.stars > 0) return undefined;
  const consumer = view.lookupCall(call, valueConsumers);
  if (consumer?.effect !== effect || consumer.elements) return undefined;
  if (!argumentsAt(call, consumer.argument).some(({ value }) => value === node)) return undefined;
  const name = calleeText(view, call);
  switch (effect) {
    case 'raises':
      return `\`${name}()\` cannot use it`;
    case 'shows-coroutine':
      return `\`${name}()\` will show \`<coroutine object …>\``;
    case 'always-true':
      return ALWAYS_TRUE;
  }
}
