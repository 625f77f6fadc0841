import { afterSubtree, endOf, fieldOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, childOf, close, endsLine, field, open, openScope, textAt, textOf } from './builder.ts';
import { readArguments } from './extract-arguments.ts';
import { type Reader, opaque, readBroken } from './extract-broken.ts';
import { readComprehension } from './extract-comprehensions.ts';
import { readConcatenation, readNumber, readString } from './extract-literals.ts';
import { parameterList } from './extract-parameters.ts';
import { nameTarget } from './extract-targets.ts';
import type { Constant, Expression, Name } from './nodes.ts';

/** Deeper expressions become Opaque, so that nobody who recurses over facts runs out of stack. */
const MAX_DEPTH = 200;

/** Longer chains of one operator level (`a + b + …`) become Opaque with the operands as children. */
const MAX_CHAIN = 100;

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

// Precedence mistakes of the grammar are mended while reading: in `[*a or b]` it binds the star to `a`, and in
// `with a if b else c as d` the `as` to `c`. The outer node then starts or ends where the inner part does in truth.

function startIn(x: Builder, row: number): number {
  const start = startOf(x.tree, row);
  return start === x.shift.start ? x.shift.newStart : start;
}

function endIn(x: Builder, row: number): number {
  const end = endOf(x.tree, row);
  return end === x.shift.end ? x.shift.newEnd : end;
}

/**
 * The target of `type(x).y = z`, where the grammar sees an alias statement: `row` is what it has behind the keyword.
 * The bracket at its beginning belongs to a call or subscript of `type`.
 */
export function torn(x: Builder, keyword: number, row: number, read: () => Expression): Expression {
  const saved = { ...x.shift };
  let head = row;
  while (isPostfix(kindOf(x.tree, head))) head++;
  x.typeCall = head;
  x.shift.start = startOf(x.tree, head);
  x.shift.newStart = startOf(x.tree, keyword);
  const node = read();
  x.typeCall = none;
  Object.assign(x.shift, saved);
  return node;
}

const isPostfix = (kind: number): boolean =>
  kind === kinds.attribute || kind === kinds.call || kind === kinds.subscript;

function typeCall(x: Builder, row: number): Expression {
  const id = open(x);
  const start = x.shift.newStart;
  const end = endOf(x.tree, row);
  const nameId = open(x);
  const value = close(x, { kind: 'Name', id: nameId, start, end: start + 4, name: 'type', context: 'load' });
  if (kindOf(x.tree, row) === kinds.list) {
    const indices = expressions(x, row);
    return close(x, { kind: 'Subscript', id, start, end, value, indices, context: 'load' });
  }
  const args = readArguments(x, row);
  return close(x, { kind: 'Call', id, start, end, func: value, args, openParen: startOf(x.tree, row) });
}

const STAR = 42;

/** Reads an operation; one that begins with a star is what the star stands before. */
function operation(read: Reader): Reader {
  return (x, row) => {
    const start = startOf(x.tree, row);
    if (x.text.charCodeAt(start) !== STAR || x.shift.start === start) return read(x, row);
    const id = open(x);
    const saved = { ...x.shift };
    x.shift.start = start;
    x.shift.newStart = afterStar(x, start);
    const value = read(x, row);
    Object.assign(x.shift, saved);
    return close(x, { kind: 'Starred', id, start, end: value.end, value });
  };
}

function afterStar(x: Builder, start: number): number {
  let at = start + 1;
  while (/\s/.test(x.text.charAt(at))) at++;
  return at;
}

/** Reads the part before a misplaced `as`: the range ends where that part does. */
export function expressionBefore(x: Builder, row: number, asPattern: number): Expression {
  const saved = { ...x.shift };
  const inner = nextExpression(x, asPattern, asPattern + 1);
  x.shift.end = endOf(x.tree, asPattern);
  x.shift.newEnd = inner === none ? startOf(x.tree, asPattern) : endOf(x.tree, inner);
  const node = expression(x, row, startOf(x.tree, row));
  Object.assign(x.shift, saved);
  return node;
}

// ------------------------------------------------------------------------------------------------ readers

function name(x: Builder, row: number): Name {
  const id = open(x);
  return close(x, {
    kind: 'Name',
    id,
    start: startOf(x.tree, row),
    end: endOf(x.tree, row),
    name: textOf(x, row),
    context: 'load',
  });
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

/** `await x ** 2` is `(await x) ** 2`, but the grammar reads it the other way round. */
const readAwait: Reader = (x, row) => {
  const { tree } = x;
  const operand = nextExpression(x, row, row + 1);
  const isPower = operand !== none && kindOf(tree, operand) === kinds.binaryOperator;
  if (!isPower) {
    const id = open(x);
    const value = expression(x, operand, endOf(tree, row));
    return close(x, { kind: 'Await', id, start: startIn(x, row), end: endIn(x, row), value });
  }
  const id = open(x);
  const awaitId = open(x);
  const start = startIn(x, row);
  const value = expression(x, field(x, operand, fields.left), startOf(tree, operand));
  const leftEnd = endOf(tree, field(x, operand, fields.left));
  const left = close(x, { kind: 'Await', id: awaitId, start, end: leftEnd, value });
  const right = expression(x, field(x, operand, fields.right), endOf(tree, operand));
  return close(x, { kind: 'BinOp', id, start, end: endIn(x, row), operator: '**', left, right });
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

const binary: Reader = operation((x, row) => {
  if (chainLength(x, row) > MAX_CHAIN) return operandsOnly(x, row);
  const id = open(x);
  const left = leftOf(x, row);
  const operator = textOf(x, field(x, row, fields.operator));
  const right = expression(x, field(x, row, fields.right), endOf(x.tree, row));
  return close(x, { kind: 'BinOp', id, start: startIn(x, row), end: endIn(x, row), operator, left, right });
});

const boolean: Reader = operation((x, row) => {
  if (chainLength(x, row) > MAX_CHAIN) return operandsOnly(x, row);
  const id = open(x);
  const left = leftOf(x, row);
  const operator = childOf(x, row, tokens.or) === none ? 'and' : 'or';
  const right = expression(x, field(x, row, fields.right), endOf(x.tree, row));
  return close(x, { kind: 'BoolOp', id, start: startIn(x, row), end: endIn(x, row), operator, left, right });
});

function leftOf(x: Builder, row: number): Expression {
  return expression(x, field(x, row, fields.left), startOf(x.tree, row));
}

const isOperation = (kind: number): boolean => kind === kinds.binaryOperator || kind === kinds.booleanOperator;

/** How many operations hang on each other's left side, up to just over the limit. */
function chainLength(x: Builder, row: number): number {
  let length = 0;
  for (let at = row; isOperation(kindOf(x.tree, at)) && length <= MAX_CHAIN; at = at + 1) length++;
  return length;
}

/** All operands of a long chain in order; the left operand of an operation is always its first child. */
function operandsOnly(x: Builder, row: number): Expression {
  const { tree } = x;
  const id = open(x);
  const rights: number[] = [];
  let at = row;
  while (at !== none && isOperation(kindOf(tree, at))) {
    rights.push(field(x, at, fields.right));
    at = field(x, at, fields.left);
  }
  const children = [expression(x, at, startOf(tree, row))];
  for (let i = rights.length - 1; i >= 0; i--) children.push(expression(x, rights[i]!, endOf(tree, row)));
  return close(x, { kind: 'Opaque', id, start: startIn(x, row), end: endIn(x, row), children });
}

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
  return close(x, { kind: 'Opaque', id, start: startOf(tree, row), end: endOf(tree, row), children });
}

const compare: Reader = operation((x, row) => {
  const { tree } = x;
  const id = open(x);
  const first = nextExpression(x, row, row + 1);
  const left = expression(x, first, startOf(tree, row));
  const operators: string[] = [];
  const comparators: Expression[] = [];
  const end = afterSubtree(tree, row);
  for (let child = first === none ? end : afterSubtree(tree, first); child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (readers[kind] !== undefined) comparators.push(expression(x, child, 0));
    else if (fieldOf(tree, child) === fields.operators) operators.push(comparisonOperator(x, child, kind));
  }
  return close(x, { kind: 'Compare', id, start: startIn(x, row), end: endIn(x, row), left, operators, comparators });
});

function comparisonOperator(x: Builder, row: number, kind: number): string {
  if (kind === tokens['not in']) return 'not in';
  return kind === tokens['is not'] ? 'is not' : textOf(x, row);
}

const not: Reader = (x, row) => {
  const id = open(x);
  const operand = expression(x, field(x, row, fields.argument), endOf(x.tree, row));
  return close(x, { kind: 'UnaryOp', id, start: startIn(x, row), end: endIn(x, row), operator: 'not', operand });
};

const unary: Reader = (x, row) => {
  const id = open(x);
  const sign = textAt(x, startOf(x.tree, row), startOf(x.tree, row) + 1);
  const operator = sign === '-' || sign === '+' ? sign : '~';
  const operand = expression(x, field(x, row, fields.argument), endOf(x.tree, row));
  return close(x, { kind: 'UnaryOp', id, start: startIn(x, row), end: endIn(x, row), operator, operand });
};

const conditional: Reader = operation((x, row) => {
  const { tree } = x;
  const id = open(x);
  const at = endOf(tree, row);
  const bodyRow = nextExpression(x, row, row + 1);
  const body = expression(x, bodyRow, startOf(tree, row));
  const testRow = bodyRow === none ? none : nextExpression(x, row, afterSubtree(tree, bodyRow));
  const test = expression(x, testRow, at);
  const elseRow = testRow === none ? none : nextExpression(x, row, afterSubtree(tree, testRow));
  const orelse = expression(x, elseRow, at);
  return close(x, { kind: 'IfExp', id, start: startIn(x, row), end: endIn(x, row), test, body, orelse });
});

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

// Annotations: `type` and what the grammar has only inside it.

const type: Reader = (x, row) => expression(x, nextExpression(x, row, row + 1), startOf(x.tree, row));

/** `list[int]` as an annotation. */
const genericType: Reader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  const value = expression(x, nextExpression(x, row, row + 1), startOf(tree, row));
  const list = childOf(x, row, kinds.typeParameter);
  x.brackets++;
  const indices = list === none ? [] : expressions(x, list);
  x.brackets--;
  const range = { start: startOf(tree, row), end: endOf(tree, row) };
  return close(x, { kind: 'Subscript', id, ...range, value, indices, context: 'load' });
};

/** `list[int] | str | None`: the grammar groups from the right what Python groups from the left. */
const unionType: Reader = (x, row) => {
  const { tree } = x;
  const operands: number[] = [];
  unionOperands(x, row, operands);
  const ids = operands.slice(1).map(() => open(x));
  let left = expression(x, operands[0] ?? none, startOf(tree, row));
  for (const right of operands.slice(1)) {
    const second = expression(x, right, endOf(tree, row));
    const id = ids.pop()!;
    left = close(x, { kind: 'BinOp', id, start: left.start, end: second.end, operator: '|', left, right: second });
  }
  return left;
};

function unionOperands(x: Builder, row: number, operands: number[]): void {
  const { tree } = x;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === kinds.type || kind === kinds.unionType || isUnion(x, child)) unionOperands(x, child, operands);
    else if (readers[kind] !== undefined) operands.push(child);
  }
}

const isUnion = (x: Builder, row: number): boolean =>
  kindOf(x.tree, row) === kinds.binaryOperator && childOf(x, row, tokens['|']) !== none;

const memberType: Reader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  const value = expression(x, nextExpression(x, row, row + 1), startOf(tree, row));
  const behind = childOf(x, row, kinds.identifier);
  const attributeStart = behind === none ? endOf(tree, row) : startOf(tree, behind);
  const range = { start: value.start, end: endOf(tree, row) };
  return close(x, {
    kind: 'Attribute',
    id,
    ...range,
    value,
    attribute: textOf(x, behind),
    attributeStart,
    context: 'load',
  });
};

/** By kind of row: how to read it. What is not in here is no expression. */
const readers: (Reader | undefined)[] = [];

const table: readonly (readonly [number, Reader])[] = [
  [kinds.identifier, name],
  [kinds.attribute, operation(attribute)],
  [kinds.call, operation(call)],
  [kinds.await, readAwait],
  [kinds.subscript, operation(subscript)],
  [kinds.slice, slice],
  [kinds.string, readString],
  [kinds.concatenatedString, readConcatenation],
  [kinds.integer, readNumber],
  [kinds.float, readNumber],
  [kinds.true, constant('bool', true)],
  [kinds.false, constant('bool', false)],
  [kinds.none, constant('None', undefined)],
  [kinds.ellipsis, constant('ellipsis', undefined)],
  [kinds.binaryOperator, binary],
  [kinds.booleanOperator, boolean],
  [kinds.comparisonOperator, compare],
  [kinds.notOperator, not],
  [kinds.unaryOperator, unary],
  [kinds.conditionalExpression, conditional],
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
  [kinds.asPatternTarget, type],
  [kinds.type, type],
  [kinds.genericType, genericType],
  [kinds.unionType, unionType],
  [kinds.memberType, memberType],
];
for (const [kind, reader] of table) readers[kind] = reader;
