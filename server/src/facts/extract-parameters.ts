import { afterSubtree, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, bind, childOf, close, field, open, textOf } from './builder.ts';
import { expression, nextExpression } from './extract-expressions.ts';
import type { Parameter, TypeParameter } from './nodes.ts';

/**
 * The parameters of a def or lambda, bound in `inside`. Annotations are evaluated in `annotations`, defaults in the
 * current scope.
 */
export function parameterList(x: Builder, row: number, inside: number, annotations: number): Parameter[] {
  if (row === none) return [];
  const { tree } = x;
  const found: Parameter[] = [];
  const slash = childOf(x, row, kinds.positionalSeparator);
  let type: Parameter['type'] = slash === none ? 'positional' : 'positional-only';
  x.brackets++;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === kinds.positionalSeparator) type = 'positional';
    else if (kind === kinds.keywordSeparator) type = 'keyword-only';
    else if (isParameter(kind)) {
      const parameter = readParameter(x, child, type, inside, annotations);
      if (parameter.type === 'args') type = 'keyword-only';
      found.push(parameter);
    }
  }
  x.brackets--;
  return found;
}

function isParameter(kind: number): boolean {
  switch (kind) {
    case kinds.identifier:
    case kinds.typedParameter:
    case kinds.defaultParameter:
    case kinds.typedDefaultParameter:
    case kinds.listSplatPattern:
    case kinds.dictionarySplatPattern:
    case kinds.tuplePattern:
      return true;
    default:
      return false;
  }
}

function readParameter(
  x: Builder,
  row: number,
  position: Parameter['type'],
  inside: number,
  annotations: number,
): Parameter {
  const { tree } = x;
  const outside = x.scope;
  x.scope = inside;
  const id = open(x);
  const named = namedRow(x, row);
  const name = kindOf(tree, named.identifier) === kinds.identifier ? textOf(x, named.identifier) : '';
  bind(x, 'parameter', name, id);
  x.scope = annotations;
  const typeRow = field(x, row, fields.type);
  const annotation = typeRow === none ? undefined : expression(x, typeRow, 0);
  x.scope = outside;
  const defaultRow = field(x, row, fields.value);
  const value = defaultRow === none ? undefined : expression(x, defaultRow, 0);
  return close(x, {
    kind: 'Parameter',
    id,
    start: startOf(tree, row),
    end: endOf(tree, row),
    name,
    nameStart: startOf(tree, named.identifier),
    type: named.stars === 0 ? position : named.stars === 1 ? 'args' : 'kwargs',
    annotation,
    default: value,
  });
}

/** The row of a parameter's name, and the stars before it. */
function namedRow(x: Builder, row: number): { identifier: number; stars: 0 | 1 | 2 } {
  const { tree } = x;
  let at = row;
  let stars: 0 | 1 | 2 = 0;
  for (;;) {
    const kind = kindOf(tree, at);
    if (kind === kinds.identifier || kind === kinds.tuplePattern) return { identifier: at, stars };
    if (kind === kinds.listSplatPattern) stars = 1;
    if (kind === kinds.dictionarySplatPattern) stars = 2;
    const inner = field(x, at, fields.name);
    const next = inner === none ? nextExpressionOrSplat(x, at) : inner;
    if (next === none) return { identifier: at, stars };
    at = next;
  }
}

function nextExpressionOrSplat(x: Builder, row: number): number {
  const splat = childOf(x, row, kinds.dictionarySplatPattern);
  return splat === none ? nextExpression(x, row, row + 1) : splat;
}

/** PEP 695 `[T: bound, *Ts, **P]`, bound in the current scope. */
export function typeParameterList(x: Builder, row: number): TypeParameter[] {
  if (row === none) return [];
  const { tree } = x;
  const found: TypeParameter[] = [];
  x.brackets++;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) === kinds.type) found.push(readTypeParameter(x, child));
  }
  x.brackets--;
  return found;
}

function readTypeParameter(x: Builder, row: number): TypeParameter {
  const { tree } = x;
  const id = open(x);
  const inner = row + 1;
  const isConstrained = kindOf(tree, inner) === kinds.constrainedType;
  const named = isConstrained ? inner + 1 : row;
  const identifier = firstIdentifier(x, named);
  const name = textOf(x, identifier);
  bind(x, 'type-parameter', name, id);
  const boundRow = isConstrained ? nextExpression(x, inner, afterSubtree(tree, named)) : none;
  const bound = boundRow === none ? undefined : expression(x, boundRow, 0);
  const stars = childOf(x, inner, tokens['**']) !== none ? 2 : childOf(x, inner, tokens['*']) !== none ? 1 : 0;
  return close(x, { kind: 'TypeParameter', id, start: startOf(tree, row), end: endOf(tree, row), name, stars, bound });
}

function firstIdentifier(x: Builder, row: number): number {
  const end = afterSubtree(x.tree, row);
  for (let inner = row; inner < end; inner++) if (kindOf(x.tree, inner) === kinds.identifier) return inner;
  return none;
}
