import { afterSubtree, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, childOf, close, field, open } from './builder.ts';
import { expression, nextExpression } from './extract-expressions.ts';
import { endOfBlocks, suite } from './extract-statements.ts';
import { nameTarget } from './extract-targets.ts';
import type { MatchCase, Name } from './nodes.ts';

export function matchCases(x: Builder, block: number): MatchCase[] {
  const { tree } = x;
  const cases: MatchCase[] = [];
  const end = afterSubtree(tree, block);
  for (let child = block + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) === kinds.caseClause) cases.push(matchCase(x, child));
  }
  return cases;
}

function matchCase(x: Builder, row: number): MatchCase {
  const { tree } = x;
  const id = open(x);
  const captures: Name[] = [];
  const patterns: number[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) !== kinds.casePattern) continue;
    patterns.push(child);
    capture(x, child, captures);
  }
  const guardRow = field(x, row, fields.guard);
  const guard =
    guardRow === none ? undefined : expression(x, nextExpression(x, guardRow, guardRow + 1), endOf(tree, guardRow));
  const body = suite(x, row, field(x, row, fields.consequence));
  const isSequence = childOf(x, row, tokens[',']) !== none;
  const irrefutable = guard === undefined && !isSequence && patterns.length === 1 && matchesAnything(x, patterns[0]!);
  return close(x, {
    kind: 'MatchCase',
    id,
    start: startOf(tree, row),
    end: endOfBlocks(x, row, body),
    captures,
    irrefutable,
    guard,
    body,
  });
}

/** `_` or a bare name, alone in its pattern. */
function matchesAnything(x: Builder, row: number): boolean {
  const { tree } = x;
  const only = row + 1;
  if (only >= tree.length || afterSubtree(tree, row) !== afterSubtree(tree, only)) return false;
  const kind = kindOf(tree, only);
  return kind === tokens._ || (kind === kinds.dottedName && afterSubtree(tree, only) === only + 2);
}

/** Binds the names that a pattern captures. */
function capture(x: Builder, row: number, captures: Name[]): void {
  const { tree } = x;
  const kind = kindOf(tree, row);
  if (kind === kinds.dottedName) {
    if (afterSubtree(tree, row) === row + 2) captureName(x, row + 1, captures);
    return;
  }
  const end = afterSubtree(tree, row);
  let isFirst = true;
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) === kinds.identifier) {
      if (kind === kinds.asPattern || kind === kinds.splatPattern) captureName(x, child, captures);
    } else if (!(isFirst && kind === kinds.classPattern)) {
      capture(x, child, captures);
    }
    isFirst = false;
  }
}

function captureName(x: Builder, row: number, captures: Name[]): void {
  const name = x.text.slice(startOf(x.tree, row), endOf(x.tree, row));
  if (name !== '_') captures.push(nameTarget(x, row, 'store', x.scope, 0));
}
