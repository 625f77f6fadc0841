import { afterSubtree, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, childOf, close, open, textOf } from './builder.ts';
import { expression, expressions, isExpression, nextExpression } from './extract-expressions.ts';
import type { Expression } from './nodes.ts';

// `type` and what the grammar has only inside it.

export function readType(x: Builder, row: number): Expression {
  return expression(x, nextExpression(x, row, row + 1), startOf(x.tree, row));
}

/** `list[int]` as an annotation. */
export function readGenericType(x: Builder, row: number): Expression {
  const { tree } = x;
  const id = open(x);
  const value = expression(x, nextExpression(x, row, row + 1), startOf(tree, row));
  const list = childOf(x, row, kinds.typeParameter);
  x.brackets++;
  const indices = list === none ? [] : expressions(x, list);
  x.brackets--;
  const range = { start: startOf(tree, row), end: endOf(tree, row) };
  return close(x, { kind: 'Subscript', id, ...range, value, indices, context: 'load' });
}

/** `list[int] | str | None`: the grammar groups from the right what Python groups from the left. */
export function readUnionType(x: Builder, row: number): Expression {
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
}

function unionOperands(x: Builder, row: number, operands: number[]): void {
  const { tree } = x;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === kinds.type || kind === kinds.unionType || isUnion(x, child)) unionOperands(x, child, operands);
    else if (isExpression(kind)) operands.push(child);
  }
}

const isUnion = (x: Builder, row: number): boolean =>
  kindOf(x.tree, row) === kinds.binaryOperator && childOf(x, row, tokens['|']) !== none;

export function readMemberType(x: Builder, row: number): Expression {
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
}
