import { afterSubtree, endOf, kindOf, startOf } from '../syntax/flat-tree.ts';
import { kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, close, open, textOf } from './builder.ts';
import { expression, isExpression } from './extract-expressions.ts';
import { isStatement, statement } from './extract-statements.ts';
import { nameTarget } from './extract-targets.ts';
import type { Expression, OpaqueExpression, OpaqueStatement, Statement } from './nodes.ts';

export type Reader = (x: Builder, row: number) => Expression;

/** A row that is no expression where one should be. */
export function readBroken(x: Builder, row: number): Expression {
  return opaque(x, row);
}

/** An expression of which only the expressions inside are known. */
export function opaque(x: Builder, row: number): OpaqueExpression {
  const id = open(x);
  const children: (Statement | Expression)[] = [];
  gather(x, row, children, false);
  const range = { start: startOf(x.tree, row), end: endOf(x.tree, row) };
  return close(x, { kind: 'Opaque', id, ...range, children: children as Expression[] });
}

/** A statement, or the text of an error, of which only what could be read inside is known. */
export function opaqueStatement(x: Builder, row: number): OpaqueStatement {
  const id = open(x);
  const children: (Statement | Expression)[] = [];
  gather(x, row, children, true);
  return close(x, { kind: 'OpaqueStatement', id, start: startOf(x.tree, row), end: endOf(x.tree, row), children });
}

/** Statements and expressions below a row, however deep. Names of things being defined or imported are left out. */
function gather(x: Builder, row: number, found: (Statement | Expression)[], withStatements: boolean): void {
  const { tree } = x;
  if (kindOf(tree, row) === kinds.error) x.readErrors.add(row);
  const end = afterSubtree(tree, row);
  let before = -1;
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    const after = afterSubtree(tree, child);
    const next = after < end ? kindOf(tree, after) : -1;
    if (withStatements && isStatement(kind)) statement(x, child, found as Statement[]);
    else if (isExpression(kind)) gatherExpression(x, child, kind, before, next, end, found);
    else if (kind !== kinds.dottedName && kind < kinds.missing) gather(x, child, found, withStatements);
    else if (kind === kinds.error) gather(x, child, found, withStatements);
    if (kind !== kinds.comment && kind !== kinds.lineContinuation) before = kind;
  }
}

function gatherExpression(
  x: Builder,
  row: number,
  kind: number,
  before: number,
  next: number,
  end: number,
  found: (Statement | Expression)[],
): void {
  if (kind === kinds.identifier) {
    if (namesSomethingElse(before)) return;
    const isBound = next === tokens['='] || before === tokens.for || before === tokens.as;
    if (isBound) {
      found.push(nameTarget(x, row, 'store', x.scope, 0));
      return;
    }
  }
  if (next === tokens['.']) found.push(halfTyped(x, row, end));
  else found.push(expression(x, row, 0));
}

function namesSomethingElse(before: number): boolean {
  return (
    before === tokens['.'] ||
    before === tokens.def ||
    before === tokens.class ||
    before === tokens.import ||
    before === tokens.from ||
    before === tokens.global ||
    before === tokens.nonlocal
  );
}

/** `x.` with or without a name behind the dot, in the text of an error whose rows stop before `end`. */
function halfTyped(x: Builder, row: number, end: number): Expression {
  const { tree } = x;
  const id = open(x);
  const value = expression(x, row, 0);
  const dot = afterSubtree(tree, row);
  const behind = afterSubtree(tree, dot);
  const afterDot = endOf(tree, dot);
  const isNamed = behind < end && kindOf(tree, behind) === kinds.identifier && startOf(tree, behind) === afterDot;
  return close(x, {
    kind: 'Attribute',
    id,
    start: value.start,
    end: isNamed ? endOf(tree, behind) : afterDot,
    value,
    attribute: isNamed ? textOf(x, behind) : '',
    attributeStart: afterDot,
    context: 'load',
  });
}
