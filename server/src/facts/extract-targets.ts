import { afterSubtree, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { kinds } from '../syntax/kinds.ts';
import { type Builder, bind, close, open, textOf } from './builder.ts';
import { expression, isExpression, nextExpression, readAttribute, readSubscript } from './extract-expressions.ts';
import type { Expression, Name } from './nodes.ts';

export type TargetContext = 'store' | 'delete';

/** What is assigned to or deleted; names in it are bound in the current scope. */
export function target(x: Builder, row: number, context: TargetContext, at: number): Expression {
  if (row === none) return expression(x, row, at);
  switch (kindOf(x.tree, row)) {
    case kinds.identifier:
      return nameTarget(x, row, context, x.scope, at);
    case kinds.attribute:
      return readAttribute(x, row, context);
    case kinds.subscript:
      return readSubscript(x, row, context);
    case kinds.tuplePattern:
      return isParenthesized(x, row) ? bracketed(x, row + 2, context, at) : elements(x, row, 'tuple', context);
    case kinds.tuple:
    case kinds.patternList:
    case kinds.expressionList:
      return elements(x, row, 'tuple', context);
    case kinds.list:
    case kinds.listPattern:
      return elements(x, row, 'list', context);
    case kinds.listSplat:
    case kinds.listSplatPattern:
      return starred(x, row, context);
    case kinds.parenthesizedExpression:
      return bracketed(x, nextExpression(x, row, row + 1), context, at);
    case kinds.asPatternTarget:
      return target(x, nextExpression(x, row, row + 1), context, at);
    default:
      return expression(x, row, at);
  }
}

export function nameTarget(x: Builder, row: number, context: TargetContext, scope: number, at: number): Name {
  const id = open(x);
  const name = textOf(x, row);
  bind(x, context === 'delete' ? 'delete' : 'value', name, id, scope);
  const start = row === none ? at : startOf(x.tree, row);
  const end = row === none ? at : endOf(x.tree, row);
  return close(x, { kind: 'Name', id, start, end, name, context });
}

function elements(x: Builder, row: number, type: 'tuple' | 'list', context: TargetContext): Expression {
  const { tree } = x;
  const id = open(x);
  const found: Expression[] = [];
  const brackets = isBracketed(kindOf(tree, row)) ? 1 : 0;
  x.brackets += brackets;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (isExpression(kindOf(tree, child))) found.push(target(x, child, context, 0));
  }
  x.brackets -= brackets;
  return close(x, { kind: 'Collection', id, start: startOf(tree, row), end: endOf(tree, row), type, elements: found });
}

const isBracketed = (kind: number): boolean => kind !== kinds.patternList && kind !== kinds.expressionList;

function bracketed(x: Builder, row: number, context: TargetContext, at: number): Expression {
  x.brackets++;
  const node = target(x, row, context, at);
  x.brackets--;
  return node;
}

function starred(x: Builder, row: number, context: TargetContext): Expression {
  const { tree } = x;
  const id = open(x);
  const end = endOf(tree, row);
  const value = target(x, nextExpression(x, row, row + 1), context, end);
  return close(x, { kind: 'Starred', id, start: startOf(tree, row), end, value });
}

/** `(a) = …`: the grammar has it as a tuple, but there is no comma. */
function isParenthesized(x: Builder, row: number): boolean {
  const { tree } = x;
  if (afterSubtree(tree, row) <= row + 2 || !isExpression(kindOf(tree, row + 2))) return false;
  return (
    afterSubtree(tree, row + 2) === afterSubtree(tree, row) - 1 && kindOf(tree, row + 2) !== kinds.listSplatPattern
  );
}
