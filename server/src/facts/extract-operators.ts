import { afterSubtree, endOf, fieldOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, childOf, close, field, open, textAt, textOf } from './builder.ts';
import type { Reader } from './extract-broken.ts';
import { expression, isExpression, nextExpression } from './extract-expressions.ts';
import { endIn, startIn, starredOperation } from './extract-regrouped.ts';
import type { Expression } from './nodes.ts';

/** Longer chains of one operator level (`a + b + …`) become Opaque with the operands as children. */
const MAX_CHAIN = 100;

/** `await x ** 2` is `(await x) ** 2`, but the grammar reads it the other way round. */
export function readAwait(x: Builder, row: number): Expression {
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
}

export function readBinary(x: Builder, row: number): Expression {
  return starredOperation(x, row, binary);
}

const binary: Reader = (x, row) => {
  if (chainLength(x, row) > MAX_CHAIN) return operandsOnly(x, row);
  const id = open(x);
  const left = leftOf(x, row);
  const operator = textOf(x, field(x, row, fields.operator));
  const right = expression(x, field(x, row, fields.right), endOf(x.tree, row));
  return close(x, { kind: 'BinOp', id, start: startIn(x, row), end: endIn(x, row), operator, left, right });
};

export function readBoolean(x: Builder, row: number): Expression {
  return starredOperation(x, row, boolean);
}

const boolean: Reader = (x, row) => {
  if (chainLength(x, row) > MAX_CHAIN) return operandsOnly(x, row);
  const id = open(x);
  const left = leftOf(x, row);
  const operator = childOf(x, row, tokens.or) === none ? 'and' : 'or';
  const right = expression(x, field(x, row, fields.right), endOf(x.tree, row));
  return close(x, { kind: 'BoolOp', id, start: startIn(x, row), end: endIn(x, row), operator, left, right });
};

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
  const range = { start: startIn(x, row), end: endIn(x, row) };
  x.tooDeep.push(range);
  return close(x, { kind: 'Opaque', id, ...range, children });
}

export function readCompare(x: Builder, row: number): Expression {
  return starredOperation(x, row, compare);
}

const compare: Reader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  const first = nextExpression(x, row, row + 1);
  const left = expression(x, first, startOf(tree, row));
  const operators: string[] = [];
  const comparators: Expression[] = [];
  const end = afterSubtree(tree, row);
  for (let child = first === none ? end : afterSubtree(tree, first); child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (isExpression(kind)) comparators.push(expression(x, child, 0));
    else if (fieldOf(tree, child) === fields.operators) operators.push(comparisonOperator(x, child, kind));
  }
  return close(x, { kind: 'Compare', id, start: startIn(x, row), end: endIn(x, row), left, operators, comparators });
};

function comparisonOperator(x: Builder, row: number, kind: number): string {
  if (kind === tokens['not in']) return 'not in';
  return kind === tokens['is not'] ? 'is not' : textOf(x, row);
}

export function readNot(x: Builder, row: number): Expression {
  const id = open(x);
  const operand = expression(x, field(x, row, fields.argument), endOf(x.tree, row));
  return close(x, { kind: 'UnaryOp', id, start: startIn(x, row), end: endIn(x, row), operator: 'not', operand });
}

export function readUnary(x: Builder, row: number): Expression {
  const id = open(x);
  const sign = textAt(x, startOf(x.tree, row), startOf(x.tree, row) + 1);
  const operator = sign === '-' || sign === '+' ? sign : '~';
  const operand = expression(x, field(x, row, fields.argument), endOf(x.tree, row));
  return close(x, { kind: 'UnaryOp', id, start: startIn(x, row), end: endIn(x, row), operator, operand });
}

export function readConditional(x: Builder, row: number): Expression {
  return starredOperation(x, row, conditional);
}

const conditional: Reader = (x, row) => {
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
};
