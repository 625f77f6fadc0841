import { endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { kinds } from '../syntax/kinds.ts';
import { type Builder, close, open } from './builder.ts';
import { readArguments } from './extract-arguments.ts';
import type { Reader } from './extract-broken.ts';
import { expression, expressions, nextExpression } from './extract-expressions.ts';
import type { Expression } from './nodes.ts';

// What the grammar groups in another way than Python is regrouped while reading: in `*a | b, c` it binds the star to `a`,
// in `with a if b else c as d` the `as` to `c`, in `type(x).y = z` it takes `type` for a keyword. The outer node then
// starts or ends where the inner part does in truth.

/** A row's start; in the part that is being regrouped, where it is in truth. */
export function startIn(x: Builder, row: number): number {
  const start = startOf(x.tree, row);
  return start === x.shift.start ? x.shift.newStart : start;
}

export function endIn(x: Builder, row: number): number {
  const end = endOf(x.tree, row);
  return end === x.shift.end ? x.shift.newEnd : end;
}

/**
 * The target of `type(x).y = z`, where the grammar sees an alias statement: `row` is what it has behind the keyword.
 * The bracket at its beginning belongs to a call or subscript of `type`.
 */
export function targetBehindType(x: Builder, keyword: number, row: number, read: () => Expression): Expression {
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

/** `type(x)` or `type[x]` from the bracket alone. */
export function typeCall(x: Builder, row: number): Expression {
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

/** Reads an operation with `read`; one that begins with a star is what the star stands before. */
export function starredOperation(x: Builder, row: number, read: Reader): Expression {
  const start = startOf(x.tree, row);
  if (x.text.charCodeAt(start) !== STAR || x.shift.start === start) return read(x, row);
  const id = open(x);
  const saved = { ...x.shift };
  x.shift.start = start;
  x.shift.newStart = afterStar(x, start);
  const value = read(x, row);
  Object.assign(x.shift, saved);
  return close(x, { kind: 'Starred', id, start, end: value.end, value });
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
