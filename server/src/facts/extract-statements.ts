import { afterSubtree, childrenOf, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, childOf, close, field, open, textOf } from './builder.ts';
import { assignment, augmented, readTypeAlias } from './extract-assignments.ts';
import { opaqueStatement } from './extract-broken.ts';
import { readClass, readDecorated, readFunction } from './extract-definitions.ts';
import { expression, expressions, isExpression, nextExpression } from './extract-expressions.ts';
import { readImport, readImportFrom } from './extract-imports.ts';
import { readFor, readIf, readMatch, readTry, readWhile, readWith } from './extract-compound.ts';
import { target } from './extract-targets.ts';
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

/** The block of a compound statement; without one the statement, or its clause, is a syntax error. */
export function suite(x: Builder, row: number, block: number): Statement[] {
  const found = statementsOf(x, row, block);
  if (found.length === 0) x.errors.push({ start: startOf(x.tree, row), end: endOfHeader(x, row) });
  return found;
}

function endOfHeader({ tree }: Builder, row: number): number {
  const colon = childrenOf(tree, row).findLast((child) => kindOf(tree, child) === tokens[':']);
  return colon === undefined ? endOf(tree, row) : endOf(tree, colon);
}

/**
 * An error between the colon and the block belongs to the block: that is where
 * the parser leaves a first line that it cannot read.
 */
function statementsOf(x: Builder, row: number, block: number): Statement[] {
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
