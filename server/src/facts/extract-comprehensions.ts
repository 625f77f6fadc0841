import { afterSubtree, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, childOf, close, field, open, openScope } from './builder.ts';
import { expression, fieldExpression, nextExpression } from './extract-expressions.ts';
import { target } from './extract-targets.ts';
import type { Comprehension, ComprehensionFor, Expression } from './nodes.ts';

export function readComprehension(x: Builder, row: number): Expression {
  const { tree } = x;
  const id = open(x);
  const outside = x.scope;
  const inside = openScope(x, 'comprehension', id);
  const start = startOf(tree, row);
  const end = endOf(tree, row);
  x.scope = inside;
  x.brackets++;
  const body = field(x, row, fields.body);
  const pair = body !== none && kindOf(tree, body) === kinds.pair ? body : none;
  const key = pair === none ? undefined : expression(x, field(x, pair, fields.key), start);
  const element = expression(x, pair === none ? body : field(x, pair, fields.value), start);
  const generators = readClauses(x, row, inside, outside);
  x.brackets--;
  x.scope = outside;
  return close(x, { kind: 'Comprehension', id, start, end, type: typeOf(kindOf(tree, row)), element, key, generators });
}

function typeOf(kind: number): Comprehension['type'] {
  if (kind === kinds.listComprehension) return 'list';
  if (kind === kinds.setComprehension) return 'set';
  return kind === kinds.dictionaryComprehension ? 'dict' : 'generator';
}

/** Every `for` with the `if`s behind it. The first iterable is evaluated outside. */
function readClauses(x: Builder, row: number, inside: number, outside: number): ComprehensionFor[] {
  const { tree } = x;
  const clauses: ComprehensionFor[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) !== kinds.forInClause) continue;
    clauses.push(readClause(x, child, end, clauses.length === 0 ? outside : inside));
  }
  return clauses;
}

function readClause(x: Builder, row: number, behind: number, iterScope: number): ComprehensionFor {
  const { tree } = x;
  const id = open(x);
  const start = startOf(tree, row);
  let end = endOf(tree, row);
  const isAsync = childOf(x, row, tokens.async) !== none;
  const inside = x.scope;
  const bound = target(x, field(x, row, fields.left), 'store', end);
  x.scope = iterScope;
  const iter = fieldExpression(x, row, fields.right, end);
  x.scope = inside;
  const conditions: Expression[] = [];
  for (let child = afterSubtree(tree, row); child < behind; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === kinds.forInClause) break;
    if (kind !== kinds.ifClause) continue;
    conditions.push(expression(x, nextExpression(x, child, child + 1), endOf(tree, child)));
    end = endOf(tree, child);
  }
  return close(x, { kind: 'ComprehensionFor', id, start, end, isAsync, target: bound, iter, conditions });
}
