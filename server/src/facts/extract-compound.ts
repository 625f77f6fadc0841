import { afterSubtree, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, bind, childOf, close, field, open, textOf } from './builder.ts';
import { expression, fieldExpression, isExpression, nextExpression } from './extract-expressions.ts';
import { expressionBefore } from './extract-regrouped.ts';
import { matchCases } from './extract-patterns.ts';
import { endOfBlocks, suite } from './extract-statements.ts';
import { target } from './extract-targets.ts';
import type { ExceptHandler, Expression, For, If, Match, Statement, Try, While, With, WithItem } from './nodes.ts';

/** Further `elif`s are gathered in one OpaqueStatement, so that Ifs never nest too deep for recursion. */
const MAX_ELIFS = 200;

interface Branch {
  readonly id: number;
  readonly row: number;
  readonly test: Expression;
  readonly body: readonly Statement[];
}

/** `elif` nests, as in `ast`; a long chain is read in a loop and put together from its end. */
export function readIf(x: Builder, row: number): If {
  const { tree } = x;
  const branches: Branch[] = [readBranch(x, row)];
  let orelse: readonly Statement[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === kinds.elseClause) orelse = elseBody(x, child);
    if (kind !== kinds.elifClause) continue;
    if (branches.length > MAX_ELIFS) {
      orelse = [remainingBranches(x, child, end)];
      break;
    }
    branches.push(readBranch(x, child));
  }
  for (let i = branches.length - 1; i > 0; i--) orelse = [closeBranch(x, branches[i]!, orelse)];
  return closeBranch(x, branches[0]!, orelse);
}

function readBranch(x: Builder, row: number): Branch {
  const id = open(x);
  const test = expression(x, field(x, row, fields.condition), endOf(x.tree, row));
  return { id, row, test, body: suite(x, row, field(x, row, fields.consequence)) };
}

function closeBranch(x: Builder, branch: Branch, orelse: readonly Statement[]): If {
  const { id, test, body } = branch;
  const end = endOfBlocks(x, branch.row, body, orelse);
  return close(x, { kind: 'If', id, start: startOf(x.tree, branch.row), end, test, body, orelse });
}

function remainingBranches(x: Builder, first: number, end: number): Statement {
  const { tree } = x;
  const id = open(x);
  const children: (Expression | Statement)[] = [];
  let last = first;
  for (let child = first; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === kinds.elifClause) {
      children.push(expression(x, field(x, child, fields.condition), endOf(tree, child)));
      children.push(...suite(x, child, field(x, child, fields.consequence)));
    } else if (kind === kinds.elseClause) children.push(...elseBody(x, child));
    last = child;
  }
  const range = { start: startOf(tree, first), end: endOf(tree, last) };
  x.tooDeep.push(range);
  return close(x, { kind: 'OpaqueStatement', id, ...range, children });
}

const elseBody = (x: Builder, row: number): Statement[] => suite(x, row, field(x, row, fields.body));

function orelseOf(x: Builder, row: number): Statement[] {
  const clause = childOf(x, row, kinds.elseClause);
  return clause === none ? [] : elseBody(x, clause);
}

export function readWhile(x: Builder, row: number): While {
  const id = open(x);
  const test = expression(x, field(x, row, fields.condition), endOf(x.tree, row));
  const body = suite(x, row, field(x, row, fields.body));
  const orelse = orelseOf(x, row);
  return close(x, {
    kind: 'While',
    id,
    start: startOf(x.tree, row),
    end: endOfBlocks(x, row, body, orelse),
    test,
    body,
    orelse,
  });
}

export function readFor(x: Builder, row: number): For {
  const id = open(x);
  const isAsync = childOf(x, row, tokens.async) !== none;
  const assigned = target(x, field(x, row, fields.left), 'store', startOf(x.tree, row));
  const iter = fieldExpression(x, row, fields.right, endOf(x.tree, row));
  const body = suite(x, row, field(x, row, fields.body));
  const orelse = orelseOf(x, row);
  const end = endOfBlocks(x, row, body, orelse);
  return close(x, { kind: 'For', id, start: startOf(x.tree, row), end, isAsync, target: assigned, iter, body, orelse });
}

export function readWith(x: Builder, row: number): With {
  const { tree } = x;
  const id = open(x);
  const isAsync = childOf(x, row, tokens.async) !== none;
  const clause = childOf(x, row, kinds.withClause);
  const items = clause === none ? [] : withItems(x, clause);
  const body = suite(x, row, field(x, row, fields.body));
  return close(x, {
    kind: 'With',
    id,
    start: startOf(tree, row),
    end: endOfBlocks(x, row, body),
    isAsync,
    items,
    body,
  });
}

function withItems(x: Builder, row: number): WithItem[] {
  const { tree } = x;
  const only = childOf(x, row, kinds.withItem);
  const tuple = only === none ? none : parenthesizedItems(x, row, only);
  if (tuple !== none) return tupleItems(x, tuple);
  const isBracketed = childOf(x, row, tokens['(']) !== none;
  if (isBracketed) x.brackets++;
  const items: WithItem[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) === kinds.withItem) items.push(withItem(x, child, field(x, child, fields.value)));
  }
  if (isBracketed) x.brackets--;
  return items;
}

/** `with (a, b):` has two items, though the grammar may see one tuple. */
function parenthesizedItems(x: Builder, clause: number, only: number): number {
  const { tree } = x;
  const value = field(x, only, fields.value);
  const isOnly = startOf(tree, clause) === startOf(tree, only) && endOf(tree, clause) === endOf(tree, only);
  if (!isOnly || value === none) return none;
  const kind = kindOf(tree, value);
  if (kind === kinds.tuple) return value;
  const isNamed = kind === kinds.parenthesizedExpression && childOf(x, value, kinds.asPattern) !== none;
  return isNamed ? value : none;
}

function tupleItems(x: Builder, row: number): WithItem[] {
  const { tree } = x;
  const items: WithItem[] = [];
  x.brackets++;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (isExpression(kindOf(tree, child))) items.push(withItem(x, child, child));
  }
  x.brackets--;
  return items;
}

function withItem(x: Builder, row: number, value: number): WithItem {
  const { tree } = x;
  const id = open(x);
  const range = { start: startOf(tree, row), end: endOf(tree, row) };
  const named = value === none ? none : lastAsPattern(x, value);
  if (named === none) {
    const context = expression(x, value, range.end);
    return close(x, { kind: 'WithItem', id, ...range, context, target: undefined });
  }
  const context =
    named === value
      ? expression(x, nextExpression(x, named, named + 1), range.start)
      : expressionBefore(x, value, named);
  const assigned = target(x, field(x, named, fields.alias), 'store', range.end);
  return close(x, { kind: 'WithItem', id, ...range, context, target: assigned });
}

/** The `… as name` of a with item or except clause. The grammar hangs it on the last part of a conditional or lambda. */
function lastAsPattern(x: Builder, row: number): number {
  const { tree } = x;
  let at = row;
  while (kindOf(tree, at) === kinds.conditionalExpression || kindOf(tree, at) === kinds.lambda) {
    let last = none as number;
    const end = afterSubtree(tree, at);
    for (let child = at + 1; child < end; child = afterSubtree(tree, child)) last = child;
    if (last === none) return none;
    at = last;
  }
  return kindOf(tree, at) === kinds.asPattern ? at : none;
}

export function readTry(x: Builder, row: number): Try {
  const { tree } = x;
  const id = open(x);
  const body = suite(x, row, field(x, row, fields.body));
  const handlers: ExceptHandler[] = [];
  let orelse: Statement[] = [];
  let finalbody: Statement[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === kinds.exceptClause) handlers.push(readHandler(x, child));
    else if (kind === kinds.elseClause) orelse = elseBody(x, child);
    else if (kind === kinds.finallyClause) finalbody = suite(x, child, childOf(x, child, kinds.block));
  }
  return close(x, {
    kind: 'Try',
    id,
    start: startOf(tree, row),
    end: endOfBlocks(x, row, body, handlers, orelse, finalbody),
    body,
    handlers,
    orelse,
    finalbody,
  });
}

function readHandler(x: Builder, row: number): ExceptHandler {
  const { tree } = x;
  const id = open(x);
  const value = field(x, row, fields.value);
  const named = value !== none && kindOf(tree, value) === kinds.asPattern ? value : none;
  const aliasRow = named === none ? field(x, row, fields.alias) : field(x, named, fields.alias);
  const name = textOf(x, aliasRow);
  bind(x, 'except', name, id);
  const typeRow = named === none ? value : nextExpression(x, named, named + 1);
  const type = typeRow === none ? undefined : handlerType(x, row, typeRow, named !== none);
  const body = suite(x, row, childOf(x, row, kinds.block));
  return close(x, {
    kind: 'ExceptHandler',
    id,
    start: startOf(tree, row),
    end: endOfBlocks(x, row, body),
    type,
    name: name === '' ? undefined : name,
    nameStart: aliasRow === none ? startOf(tree, row) : startOf(tree, aliasRow),
    isGroup: childOf(x, row, tokens['*']) !== none,
    body,
  });
}

/** Since 3.14 `except A, B:` stands for a tuple. */
function handlerType(x: Builder, row: number, first: number, isNamed: boolean): Expression {
  return isNamed ? expression(x, first, 0) : fieldExpression(x, row, fields.value, 0);
}

export function readMatch(x: Builder, row: number): Match {
  const { tree } = x;
  const id = open(x);
  const subject = fieldExpression(x, row, fields.subject, endOf(tree, row));
  const block = field(x, row, fields.body);
  const cases = block === none ? [] : matchCases(x, block);
  return close(x, { kind: 'Match', id, start: startOf(tree, row), end: endOfBlocks(x, row, cases), subject, cases });
}
