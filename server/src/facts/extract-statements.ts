import { afterSubtree, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, childOf, close, endsLine, field, open, openScope, textOf } from './builder.ts';
import { opaqueStatement } from './extract-broken.ts';
import { readClass, readDecorated, readFunction } from './extract-definitions.ts';
import { expression, expressions, isExpression, nextExpression, torn } from './extract-expressions.ts';
import { readImport, readImportFrom } from './extract-imports.ts';
import { typeParameterList } from './extract-parameters.ts';
import { readFor, readIf, readMatch, readTry, readWhile, readWith } from './extract-compound.ts';
import { nameTarget, target } from './extract-targets.ts';
import type { Expression, Located, Simple, Statement } from './nodes.ts';

type StatementReader = (x: Builder, row: number) => Statement;

/** Python allows 100 levels of indentation; what lies deeper is left out. */
const MAX_BLOCKS = 100;

/** The statements of a block or module. */
export function statements(x: Builder, row: number): Statement[] {
  const found: Statement[] = [];
  if (row === none || x.blocks > MAX_BLOCKS) return found;
  x.blocks++;
  const { tree } = x;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === kinds.comment || kind === tokens[';']) continue;
    statement(x, child, found);
  }
  x.blocks--;
  return found;
}

/**
 * The block of a compound statement. An error between the colon and the block belongs to the block: that is where
 * the parser leaves a first line that it cannot read.
 */
export function suite(x: Builder, row: number, block: number): Statement[] {
  const { tree } = x;
  if (!tree.hasError) return statements(x, block);
  const found: Statement[] = [];
  const end = block === none ? afterSubtree(tree, row) : block;
  let isBehindColon = false;
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === tokens[':']) isBehindColon = true;
    if (isBehindColon && kind === kinds.error) found.push(opaqueStatement(x, child));
  }
  return found.concat(statements(x, block));
}

/**
 * Where a compound statement ends: with the last statement of its last block that is not empty. The parser's own end
 * may lie behind a comment.
 */
export function endOfBlocks(x: Builder, row: number, ...blocks: readonly (readonly Located[])[]): number {
  for (let i = blocks.length - 1; i >= 0; i--) {
    const block = blocks[i]!;
    if (block.length > 0) return block.reduce((end, inner) => Math.max(end, inner.end), 0);
  }
  return endOf(x.tree, row);
}

export const isStatement = (kind: number): boolean => readers[kind] !== undefined;

/** Reads the statement of a row into `found`, with what the parser mixed into it behind it. */
export function statement(x: Builder, row: number, found: Statement[]): void {
  readOne(x, row, found);
  for (let rest = x.pending.pop(); rest !== undefined; rest = x.pending.pop()) found.push(loose(x, rest));
  if (x.tree.hasError) strayErrors(x, row, found);
}

function readOne(x: Builder, row: number, found: Statement[]): void {
  const kind = kindOf(x.tree, row);
  const reader = readers[kind];
  if (reader !== undefined) found.push(reader(x, row));
  else if (isExpression(kind)) found.push(loose(x, row));
  else if (kind !== kinds.lineContinuation) found.push(opaqueStatement(x, row));
}

/** Errors inside a statement, outside its blocks, whose contents no expression has kept. */
function strayErrors(x: Builder, row: number, found: Statement[]): void {
  const { tree } = x;
  const end = afterSubtree(tree, row);
  for (let inner = row; inner < end;) {
    const kind = kindOf(tree, inner);
    const isError = kind === kinds.error;
    if (isError && !x.readErrors.has(inner)) found.push(opaqueStatement(x, inner));
    inner = isError || (kind === kinds.block && inner !== row) ? afterSubtree(tree, inner) : inner + 1;
  }
}

/** An expression or assignment that stands where a statement should. */
function loose(x: Builder, row: number): Statement {
  const kind = kindOf(x.tree, row);
  if (kind === kinds.assignment) return assignment(x, row, row);
  if (kind === kinds.augmentedAssignment) return augmented(x, row, row);
  const id = open(x);
  const value = expression(x, row, 0);
  return close(x, { kind: 'Expr', id, start: startOf(x.tree, row), end: endOf(x.tree, row), value });
}

// ---------------------------------------------------------------------------------------- simple statements

const expressionStatement: StatementReader = (x, row) => {
  const { tree } = x;
  const first = nextChild(x, row);
  const kind = first === none ? 0 : kindOf(tree, first);
  if (kind === kinds.assignment) return assignment(x, first, row);
  if (kind === kinds.augmentedAssignment) return augmented(x, first, row);
  const id = open(x);
  const range = { start: startOf(tree, row), end: endOf(tree, row) };
  if (childOf(x, row, tokens[',']) === none) {
    return close(x, { kind: 'Expr', id, ...range, value: expression(x, first, range.end) });
  }
  const tuple = open(x);
  const elements = expressions(x, row);
  const value = close(x, { kind: 'Collection', id: tuple, ...range, type: 'tuple', elements });
  return close(x, { kind: 'Expr', id, ...range, value });
};

function nextChild(x: Builder, row: number): number {
  const { tree } = x;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (isExpression(kind) || kind === kinds.assignment || kind === kinds.augmentedAssignment) return child;
  }
  return none;
}

function assignment(x: Builder, row: number, statementRow: number): Statement {
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

function augmented(x: Builder, row: number, statementRow: number): Statement {
  const { tree } = x;
  const id = open(x);
  const range = { start: startOf(tree, statementRow), end: endOf(tree, statementRow) };
  const assigned = target(x, field(x, row, fields.left), 'store', range.start);
  const operator = textOf(x, field(x, row, fields.operator));
  const right = field(x, row, fields.right);
  const value = right === none ? expression(x, none, range.end) : valueOf(x, right);
  return close(x, { kind: 'AugAssign', id, ...range, target: assigned, operator, value });
}

const readReturn: StatementReader = (x, row) => {
  const id = open(x);
  const inner = nextExpression(x, row, row + 1);
  const value = inner === none ? undefined : expression(x, inner, 0);
  return close(x, { kind: 'Return', id, start: startOf(x.tree, row), end: endOf(x.tree, row), value });
};

const readRaise: StatementReader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  const causeRow = field(x, row, fields.cause);
  const first = nextExpression(x, row, row + 1);
  const exception = first === none || first === causeRow ? undefined : expression(x, first, 0);
  const cause = causeRow === none ? undefined : expression(x, causeRow, 0);
  return close(x, { kind: 'Raise', id, start: startOf(tree, row), end: endOf(tree, row), exception, cause });
};

const readDelete: StatementReader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  const first = nextExpression(x, row, row + 1);
  const list = first !== none && kindOf(tree, first) === kinds.expressionList ? first : row;
  const targets: Expression[] = [];
  const end = afterSubtree(tree, list);
  for (let child = list + 1; child < end; child = afterSubtree(tree, child)) {
    if (isExpression(kindOf(tree, child))) targets.push(target(x, child, 'delete', 0));
  }
  return close(x, { kind: 'Delete', id, start: startOf(tree, row), end: endOf(tree, row), targets });
};

const readAssert: StatementReader = (x, row) => {
  const { tree } = x;
  const id = open(x);
  const first = nextExpression(x, row, row + 1);
  const test = expression(x, first, endOf(tree, row));
  const second = first === none ? none : nextExpression(x, row, afterSubtree(tree, first));
  const message = second === none ? undefined : expression(x, second, 0);
  return close(x, { kind: 'Assert', id, start: startOf(tree, row), end: endOf(tree, row), test, message });
};

const simple =
  (kind: Simple['kind']): StatementReader =>
  (x, row) => {
    const id = open(x);
    return close(x, { kind, id, start: startOf(x.tree, row), end: endOf(x.tree, row) });
  };

const declaration =
  (kind: 'Global' | 'Nonlocal'): StatementReader =>
  (x, row) => {
    const { tree } = x;
    const id = open(x);
    const scope = x.scopes[x.scope]!;
    const names: string[] = [];
    const end = afterSubtree(tree, row);
    for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
      if (kindOf(tree, child) === kinds.identifier) names.push(textOf(x, child));
    }
    (kind === 'Global' ? scope.globals : scope.nonlocals).push(...names);
    return close(x, { kind, id, start: startOf(tree, row), end: endOf(tree, row), names });
  };

const readTypeAlias: StatementReader = (x, row) => {
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
};

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
  const first = torn(x, row + 1, assigned, () => target(x, assigned, 'store', end));
  const value = expression(x, field(x, row, fields.right), end);
  return close(x, { kind: 'Assign', id, start: startOf(tree, row), end, targets: [first], value });
}

const readers: (StatementReader | undefined)[] = [];

const table: readonly (readonly [number, StatementReader])[] = [
  [kinds.expressionStatement, expressionStatement],
  [kinds.returnStatement, readReturn],
  [kinds.raiseStatement, readRaise],
  [kinds.deleteStatement, readDelete],
  [kinds.assertStatement, readAssert],
  [kinds.passStatement, simple('Pass')],
  [kinds.breakStatement, simple('Break')],
  [kinds.continueStatement, simple('Continue')],
  [kinds.globalStatement, declaration('Global')],
  [kinds.nonlocalStatement, declaration('Nonlocal')],
  [kinds.typeAliasStatement, readTypeAlias],
  [kinds.importStatement, readImport],
  [kinds.importFromStatement, readImportFrom],
  [kinds.futureImportStatement, readImportFrom],
  [kinds.printStatement, opaqueStatement],
  [kinds.execStatement, opaqueStatement],
  [kinds.ifStatement, readIf],
  [kinds.whileStatement, readWhile],
  [kinds.forStatement, readFor],
  [kinds.withStatement, readWith],
  [kinds.tryStatement, readTry],
  [kinds.matchStatement, readMatch],
  [kinds.functionDefinition, (x, row) => readFunction(x, row, none)],
  [kinds.classDefinition, (x, row) => readClass(x, row, none)],
  [kinds.decoratedDefinition, readDecorated],
];
for (const [kind, reader] of table) readers[kind] = reader;
