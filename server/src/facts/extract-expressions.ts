import { afterSubtree, endOf, fieldOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, childOf, close, endsLine, field, open, openScope, textOf } from './builder.ts';
import { readArguments } from './extract-arguments.ts';
import { type Reader, opaque, readBroken } from './extract-broken.ts';
import { readComprehension } from './extract-comprehensions.ts';
import { readConcatenation, readNumber, readString } from './extract-literals.ts';
import { parameterList } from './extract-parameters.ts';
import { readGenericType, readMemberType, readType, readUnionType } from './extract-annotations.ts';
import { endIn, startIn, starredOperation, typeCall } from './extract-regrouped.ts';
import {
  readAwait,
  readBinary,
  readBoolean,
  readCompare,
  readConditional,
  readNot,
  readUnary,
} from './extract-operators.ts';
import { nameTarget } from './extract-targets.ts';
import type { Constant, Expression, Name } from './nodes.ts';

/** Deeper expressions become Opaque, so that nobody who recurses over facts runs out of stack. */
const MAX_DEPTH = 200;

/** The expression of a row; `none` gives an empty Opaque at `at`. */
export function expression(x: Builder, row: number, at: number): Expression {
  if (row === none) return emptyExpression(x, at);
  const reader = readers[kindOf(x.tree, row)];
  if (reader === undefined) return readBroken(x, row);
  if (row === x.typeCall) return typeCall(x, row);
  if (x.depth >= MAX_DEPTH) return namesOnly(x, row);
  x.depth++;
  const node = reader(x, row);
  x.depth--;
  return node;
}

export const isExpression = (kind: number): boolean => readers[kind] !== undefined;

/** The first child at or behind `from` that is an expression. */
export function nextExpression(x: Builder, row: number, from: number): number {
  const { tree } = x;
  const end = afterSubtree(tree, row);
  for (let child = from; child < end; child = afterSubtree(tree, child)) {
    if (readers[kindOf(tree, child)] !== undefined) return child;
  }
  return none;
}

/** All children that are expressions, in a bracket or a list. */
export function expressions(x: Builder, row: number): Expression[] {
  const { tree } = x;
  const found: Expression[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (readers[kindOf(tree, child)] !== undefined) found.push(expression(x, child, 0));
  }
  return found;
}

/** A field that may hold several expressions in a row (`for x in a, b`): a tuple then. */
export function fieldExpression(x: Builder, row: number, wanted: number, at: number): Expression {
  const { tree } = x;
  const end = afterSubtree(tree, row);
  let first: number = none;
  let last: number = none;
  let behind: number = none;
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (fieldOf(tree, child) !== wanted) continue;
    const isComma = kindOf(tree, child) === tokens[','];
    if (first === none) first = child;
    else if (!isComma) behind = child;
    last = child;
  }
  if (first === none || behind === none) return expression(x, first, at);
  const id = open(x);
  const elements: Expression[] = [];
  for (let child = first; child <= last; child = afterSubtree(tree, child)) {
    if (readers[kindOf(tree, child)] !== undefined) elements.push(expression(x, child, at));
  }
  return close(x, {
    kind: 'Collection',
    id,
    start: startOf(tree, first),
    end: endOf(tree, last),
    type: 'tuple',
    elements,
  });
}

export function emptyExpression(x: Builder, at: number): Expression {
  const id = open(x);
  return close(x, { kind: 'Opaque', id, start: at, end: at, children: [] });
}

// ------------------------------------------------------------------------------------------------ readers

function name(x: Builder, row: number): Name {
  const id = open(x);
  const range = { start: startOf(x.tree, row), end: endOf(x.tree, row) };
  const read = textOf(x, row);
  // To the grammar it is a name where nothing follows it, as it was before Python 3.7.
  if (read === 'await' || read === 'async') x.errors.push(range);
  return close(x, { kind: 'Name', id, ...range, name: read, context: 'load' });
}

const attribute: Reader = (x, row) => readAttribute(x, row, 'load');

export function readAttribute(x: Builder, row: number, context: Name['context']): Expression {
  const { tree } = x;
  const id = open(x);
  const object = field(x, row, fields.object);
  const value = expression(x, object, startOf(tree, row));
  const behind = field(x, row, fields.attribute);
  const dot = childOf(x, row, tokens['.']);
  const afterDot = dot === none ? value.end : endOf(tree, dot);
  if (behind === none || (x.brackets === 0 && endsLine(x, afterDot, startOf(tree, behind)))) {
    if (behind !== none) x.errors.push({ start: afterDot - 1, end: endOf(tree, behind) });
    return close(x, {
      kind: 'Attribute',
      id,
      start: startIn(x, row),
      end: afterDot,
      value,
      attribute: '',
      attributeStart: afterDot,
      context,
    });
  }
  return close(x, {
    kind: 'Attribute',
    id,
    start: startIn(x, row),
    end: endOf(tree, row),
    value,
    attribute: textOf(x, behind),
    attributeStart: startOf(tree, behind),
    context,
  });
}

const call: Reader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  const func = expression(x, field(x, row, fields.function), startOf(tree, row));
  const list = field(x, row, fields.arguments);
  const args = readArguments(x, list);
  const openParen = list === none ? endOf(tree, row) : startOf(tree, list);
  return close(x, { kind: 'Call', id, start: startIn(x, row), end: endIn(x, row), func, args, openParen });
};

const subscript: Reader = (x, row) => readSubscript(x, row, 'load');

export function readSubscript(x: Builder, row: number, context: Name['context']): Expression {
  const { tree } = x;
  const id = open(x);
  const first = field(x, row, fields.value);
  const value = expression(x, first, startOf(tree, row));
  const indices: Expression[] = [];
  x.brackets++;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (child !== first && readers[kindOf(tree, child)] !== undefined) indices.push(expression(x, child, 0));
  }
  x.brackets--;
  return close(x, { kind: 'Subscript', id, start: startIn(x, row), end: endIn(x, row), value, indices, context });
}

const slice: Reader = (x, row) => {
  const id = open(x);
  const parts = expressions(x, row);
  return close(x, { kind: 'Slice', id, start: startOf(x.tree, row), end: endOf(x.tree, row), parts });
};

/** What lies too deep: only the names in it. */
function namesOnly(x: Builder, row: number): Expression {
  const { tree } = x;
  const id = open(x);
  const children: Expression[] = [];
  const end = afterSubtree(tree, row);
  for (let inner = row; inner < end; inner++) {
    if (kindOf(tree, inner) !== kinds.identifier) continue;
    const role = fieldOf(tree, inner);
    if (role !== fields.attribute && role !== fields.name) children.push(name(x, inner));
  }
  const range = { start: startOf(tree, row), end: endOf(tree, row) };
  x.tooDeep.push(range);
  return close(x, { kind: 'Opaque', id, ...range, children });
}

const lambda: Reader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  const outside = x.scope;
  const inside = openScope(x, 'lambda', id);
  const parameters = parameterList(x, field(x, row, fields.parameters), inside, outside);
  x.scope = inside;
  const body = expression(x, field(x, row, fields.body), endOf(tree, row));
  x.scope = outside;
  return close(x, { kind: 'Lambda', id, start: startIn(x, row), end: endIn(x, row), parameters, body });
};

function collection(type: 'list' | 'tuple' | 'set', brackets: 0 | 1): Reader {
  return (x, row) => {
    const id = open(x);
    x.brackets += brackets;
    const elements = expressions(x, row);
    x.brackets -= brackets;
    return close(x, { kind: 'Collection', id, start: startIn(x, row), end: endIn(x, row), type, elements });
  };
}

const parenthesized: Reader = (x, row) => {
  const inner = nextExpression(x, row, row + 1);
  if (inner === none) return opaque(x, row);
  x.brackets++;
  const node = expression(x, inner, 0);
  x.brackets--;
  return node;
};

const dictionary: Reader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  const keys: (Expression | undefined)[] = [];
  const values: Expression[] = [];
  x.brackets++;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind !== kinds.pair && kind !== kinds.dictionarySplat) continue;
    const at = endOf(tree, child);
    keys.push(kind === kinds.pair ? expression(x, field(x, child, fields.key), at) : undefined);
    const value = kind === kinds.pair ? field(x, child, fields.value) : nextExpression(x, child, child + 1);
    values.push(expression(x, value, at));
  }
  x.brackets--;
  return close(x, { kind: 'Dict', id, start: startOf(tree, row), end: endIn(x, row), keys, values });
};

const starred: Reader = (x, row) => {
  const { tree } = x;
  const inner = nextExpression(x, row, row + 1);
  if (startOf(tree, row) === x.shift.start) return expression(x, inner, endOf(tree, row));
  const id = open(x);
  const value = expression(x, inner, endOf(tree, row));
  return close(x, { kind: 'Starred', id, start: startOf(tree, row), end: endIn(x, row), value });
};

const named: Reader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  let scope = x.scope;
  while (x.scopes[scope]!.type === 'comprehension') scope = x.scopes[scope]!.parent;
  const target = nameTarget(x, field(x, row, fields.name), 'store', scope, startOf(tree, row));
  const value = expression(x, field(x, row, fields.value), endOf(tree, row));
  return close(x, { kind: 'NamedExpr', id, start: startIn(x, row), end: endIn(x, row), target, value });
};

const readYield: Reader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  markGenerator(x);
  const start = startOf(tree, row);
  const end = endOf(tree, row);
  const inner = nextExpression(x, row, row + 1);
  if (childOf(x, row, tokens.from) !== none) {
    return close(x, { kind: 'YieldFrom', id, start, end, value: expression(x, inner, end) });
  }
  return close(x, { kind: 'Yield', id, start, end, value: inner === none ? undefined : expression(x, inner, end) });
};

function markGenerator(x: Builder): void {
  let scope = x.scopes[x.scope]!;
  while (scope.type === 'comprehension' && scope.parent >= 0) scope = x.scopes[scope.parent]!;
  scope.isGenerator = true;
}

/** An `as` outside `with` and `except` is an error: what stands before it counts. */
const asPattern: Reader = (x, row) => expression(x, nextExpression(x, row, row + 1), startOf(x.tree, row));

const constant =
  (type: Constant['type'], value: boolean | undefined): Reader =>
  (x, row) => {
    const id = open(x);
    return close(x, { kind: 'Constant', id, start: startOf(x.tree, row), end: endIn(x, row), type, value });
  };

/** By kind of row: how to read it. What is not in here is no expression. */
const readers: (Reader | undefined)[] = [];

const table: readonly (readonly [number, Reader])[] = [
  [kinds.identifier, name],
  [kinds.attribute, (x, row) => starredOperation(x, row, attribute)],
  [kinds.call, (x, row) => starredOperation(x, row, call)],
  [kinds.await, readAwait],
  [kinds.subscript, (x, row) => starredOperation(x, row, subscript)],
  [kinds.slice, slice],
  [kinds.string, readString],
  [kinds.concatenatedString, readConcatenation],
  [kinds.integer, readNumber],
  [kinds.float, readNumber],
  [kinds.true, constant('bool', true)],
  [kinds.false, constant('bool', false)],
  [kinds.none, constant('None', undefined)],
  [kinds.ellipsis, constant('ellipsis', undefined)],
  [kinds.binaryOperator, readBinary],
  [kinds.booleanOperator, readBoolean],
  [kinds.comparisonOperator, readCompare],
  [kinds.notOperator, readNot],
  [kinds.unaryOperator, readUnary],
  [kinds.conditionalExpression, readConditional],
  [kinds.lambda, lambda],
  [kinds.list, collection('list', 1)],
  [kinds.listPattern, collection('list', 1)],
  [kinds.set, collection('set', 1)],
  [kinds.tuple, collection('tuple', 1)],
  [kinds.tuplePattern, collection('tuple', 1)],
  [kinds.expressionList, collection('tuple', 0)],
  [kinds.patternList, collection('tuple', 0)],
  [kinds.parenthesizedExpression, parenthesized],
  [kinds.parenthesizedListSplat, parenthesized],
  [kinds.dictionary, dictionary],
  [kinds.listComprehension, readComprehension],
  [kinds.setComprehension, readComprehension],
  [kinds.dictionaryComprehension, readComprehension],
  [kinds.generatorExpression, readComprehension],
  [kinds.listSplat, starred],
  [kinds.listSplatPattern, starred],
  [kinds.dictionarySplat, starred],
  [kinds.splatType, starred],
  [kinds.namedExpression, named],
  [kinds.yield, readYield],
  [kinds.asPattern, asPattern],
  [kinds.asPatternTarget, readType],
  [kinds.type, readType],
  [kinds.genericType, readGenericType],
  [kinds.unionType, readUnionType],
  [kinds.memberType, readMemberType],
];
for (const [kind, reader] of table) readers[kind] = reader;
