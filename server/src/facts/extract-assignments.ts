import { endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, childOf, close, endsLine, field, open, openScope, textOf } from './builder.ts';
import { expression, nextExpression } from './extract-expressions.ts';
import { targetBehindType } from './extract-regrouped.ts';
import { typeParameterList } from './extract-parameters.ts';
import { nameTarget, target } from './extract-targets.ts';
import type { Expression, Statement } from './nodes.ts';

/** `row` is the assignment, `statementRow` the statement around it. */
export function assignment(x: Builder, row: number, statementRow: number): Statement {
  const { tree } = x;
  const id = open(x);
  const range = { start: startOf(tree, statementRow), end: endOf(tree, statementRow) };
  const first = target(x, field(x, row, fields.left), 'store', range.start);
  const annotationRow = field(x, row, fields.type);
  if (annotationRow !== none) {
    const annotation = expression(x, annotationRow, 0);
    const right = field(x, row, fields.right);
    const value = right === none ? undefined : valueOf(x, right);
    return close(x, { kind: 'AnnAssign', id, ...range, target: first, annotation, value });
  }
  const targets = [first];
  let right = rightSide(x, row);
  while (right !== none && kindOf(tree, right) === kinds.assignment && field(x, right, fields.type) === none) {
    targets.push(target(x, field(x, right, fields.left), 'store', range.start));
    right = rightSide(x, right);
  }
  const end = right === none && x.pending.length > 0 ? lineEnd(x, row) : range.end;
  const value = right === none ? expression(x, none, end) : valueOf(x, right);
  return close(x, { kind: 'Assign', id, start: range.start, end, targets, value });
}

/** The right side of an assignment; `none` when it is really the next line: `x =` ⏎ `y = 2`. */
function rightSide(x: Builder, row: number): number {
  const { tree } = x;
  const right = field(x, row, fields.right);
  const sign = childOf(x, row, tokens['=']);
  if (right === none || sign === none || !endsLine(x, endOf(tree, sign), startOf(tree, right))) return right;
  x.errors.push({ start: startOf(tree, sign), end: endOf(tree, sign) });
  x.pending.push(right);
  return none;
}

function lineEnd(x: Builder, row: number): number {
  const next = x.pending.at(-1)!;
  let end = startOf(x.tree, next);
  while (end > startOf(x.tree, row) && /\s/.test(x.text.charAt(end - 1))) end--;
  return end;
}

function valueOf(x: Builder, row: number): Expression {
  const kind = kindOf(x.tree, row);
  const isNested = kind === kinds.assignment || kind === kinds.augmentedAssignment;
  return isNested ? expression(x, field(x, row, fields.right), endOf(x.tree, row)) : expression(x, row, 0);
}

export function augmented(x: Builder, row: number, statementRow: number): Statement {
  const { tree } = x;
  const id = open(x);
  const range = { start: startOf(tree, statementRow), end: endOf(tree, statementRow) };
  const assigned = target(x, field(x, row, fields.left), 'store', range.start);
  const operator = textOf(x, field(x, row, fields.operator));
  const right = field(x, row, fields.right);
  const value = right === none ? expression(x, none, range.end) : valueOf(x, right);
  return close(x, { kind: 'AugAssign', id, ...range, target: assigned, operator, value });
}

export function readTypeAlias(x: Builder, row: number): Statement {
  const { tree } = x;
  const mistaken = assignedRow(x, row);
  if (mistaken !== none) return assignmentToType(x, row, mistaken);
  const id = open(x);
  const start = startOf(tree, row);
  const end = endOf(tree, row);
  const left = field(x, row, fields.left);
  const generic = left === none ? none : childOf(x, left, kinds.genericType);
  const nameRow = left === none ? none : childOf(x, generic === none ? left : generic, kinds.identifier);
  const name = nameTarget(x, nameRow, 'store', x.scope, start);
  const outside = x.scope;
  const parameters = generic === none ? none : childOf(x, generic, kinds.typeParameter);
  if (parameters !== none) x.scope = openScope(x, 'type-parameters', id);
  const typeParameters = typeParameterList(x, parameters);
  const value = expression(x, field(x, row, fields.right), end);
  x.scope = outside;
  return close(x, { kind: 'TypeAlias', id, start, end, name, typeParameters, value });
}

/** What `type(x).y = z` assigns to, without the `type`; `none` in a real alias statement. */
function assignedRow(x: Builder, row: number): number {
  const left = field(x, row, fields.left);
  const inner = left === none ? none : nextExpression(x, left, left + 1);
  if (inner === none) return none;
  const kind = kindOf(x.tree, inner);
  return kind === kinds.attribute || kind === kinds.subscript ? inner : none;
}

function assignmentToType(x: Builder, row: number, assigned: number): Statement {
  const { tree } = x;
  const id = open(x);
  const end = endOf(tree, row);
  const first = targetBehindType(x, row + 1, assigned, () => target(x, assigned, 'store', end));
  const value = expression(x, field(x, row, fields.right), end);
  return close(x, { kind: 'Assign', id, start: startOf(tree, row), end, targets: [first], value });
}
