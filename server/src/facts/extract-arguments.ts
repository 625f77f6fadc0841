import { afterSubtree, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, close, field, open, textOf } from './builder.ts';
import { opaque } from './extract-broken.ts';
import { expression, isExpression, nextExpression } from './extract-expressions.ts';
import type { Argument } from './nodes.ts';

/** The arguments of a call or a class statement; `row` is the list, a bare generator, or `none`. */
export function readArguments(x: Builder, row: number): Argument[] {
  if (row === none) return [];
  if (kindOf(x.tree, row) === kinds.generatorExpression) return [positional(x, row)];
  const { tree } = x;
  const found: Argument[] = [];
  x.brackets++;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const argument = readArgument(x, child, end);
    if (argument !== undefined) found.push(argument);
  }
  x.brackets--;
  return found;
}

function readArgument(x: Builder, row: number, end: number): Argument | undefined {
  const kind = kindOf(x.tree, row);
  if (kind === kinds.keywordArgument) return keyword(x, row);
  if (kind === kinds.listSplat) return splat(x, row, 1);
  if (kind === kinds.dictionarySplat) return splat(x, row, 2);
  if (kind === kinds.error) return x.readErrors.has(row) ? undefined : broken(x, row);
  if (!isExpression(kind)) return undefined;
  const next = afterSubtree(x.tree, row);
  return next < end && isDangling(x, next) ? halfTyped(x, row, next) : positional(x, row);
}

function positional(x: Builder, row: number): Argument {
  const id = open(x);
  const value = expression(x, row, startOf(x.tree, row));
  return close(x, { kind: 'Argument', id, start: value.start, end: value.end, name: undefined, stars: 0, value });
}

function keyword(x: Builder, row: number): Argument {
  const { tree } = x;
  const id = open(x);
  const name = textOf(x, field(x, row, fields.name));
  const end = endOf(tree, row);
  const value = expression(x, field(x, row, fields.value), end);
  return close(x, { kind: 'Argument', id, start: startOf(tree, row), end, name, stars: 0, value });
}

function splat(x: Builder, row: number, stars: 1 | 2): Argument {
  const { tree } = x;
  const id = open(x);
  const end = endOf(tree, row);
  const value = expression(x, nextExpression(x, row, row + 1), end);
  return close(x, { kind: 'Argument', id, start: startOf(tree, row), end, name: undefined, stars, value });
}

function broken(x: Builder, row: number): Argument {
  const id = open(x);
  const value = opaque(x, row);
  return close(x, { kind: 'Argument', id, start: value.start, end: value.end, name: undefined, stars: 0, value });
}

/** Whether an error row is a lone dot: `f(x.)`. */
function isDangling(x: Builder, row: number): boolean {
  const { tree } = x;
  const isDot = kindOf(tree, row) === kinds.error && endOf(tree, row) === startOf(tree, row) + 1;
  return isDot && kindOf(tree, row + 1) === tokens['.'];
}

/** `f(x.)`: the attribute without a name. */
function halfTyped(x: Builder, row: number, dot: number): Argument {
  x.readErrors.add(dot);
  const id = open(x);
  const attributeId = open(x);
  const inner = expression(x, row, startOf(x.tree, row));
  const end = endOf(x.tree, dot);
  const range = { start: inner.start, end };
  const value = close(x, {
    kind: 'Attribute',
    id: attributeId,
    ...range,
    value: inner,
    attribute: '',
    attributeStart: end,
    context: 'load',
  });
  return close(x, { kind: 'Argument', id, ...range, name: undefined, stars: 0, value });
}
