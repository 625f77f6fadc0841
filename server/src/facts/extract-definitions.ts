import { afterSubtree, endOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, bind, childOf, close, field, open, openScope, textOf } from './builder.ts';
import { readArguments } from './extract-arguments.ts';
import { opaqueStatement } from './extract-broken.ts';
import { expression, nextExpression } from './extract-expressions.ts';
import { parameterList, typeParameterList } from './extract-parameters.ts';
import { endOfBlocks, suite } from './extract-statements.ts';
import type { ClassDef, Decorator, FunctionDef, Statement } from './nodes.ts';

export function readDecorated(x: Builder, row: number): Statement {
  const definition = field(x, row, fields.definition);
  if (definition === none) return opaqueStatement(x, row);
  const isClass = kindOf(x.tree, definition) === kinds.classDefinition;
  return isClass ? readClass(x, definition, row) : readFunction(x, definition, row);
}

/** `decorated` is the row around it that holds the decorators, or `none`. */
export function readFunction(x: Builder, row: number, decorated: number): FunctionDef {
  const { tree } = x;
  const id = open(x);
  const nameRow = field(x, row, fields.name);
  const name = textOf(x, nameRow);
  bind(x, 'function', name, id);
  const decorators = readDecorators(x, decorated);
  const outside = x.scope;
  const typeParameterRow = field(x, row, fields.typeParameters);
  if (typeParameterRow !== none) x.scope = openScope(x, 'type-parameters', id);
  const around = x.scope;
  const typeParameters = typeParameterList(x, typeParameterRow);
  const inside = openScope(x, 'function', id);
  x.scope = outside;
  const parameters = parameterList(x, field(x, row, fields.parameters), inside, around);
  x.scope = around;
  const returnRow = field(x, row, fields.returnType);
  const returns = returnRow === none ? undefined : expression(x, returnRow, 0);
  x.scope = inside;
  const body = suite(x, row, field(x, row, fields.body));
  x.scope = outside;
  const defStart = startOf(tree, row);
  return close(x, {
    kind: 'FunctionDef',
    id,
    start: decorated === none ? defStart : startOf(tree, decorated),
    end: endOfBlocks(x, row, body),
    name,
    nameStart: nameRow === none ? defStart : startOf(tree, nameRow),
    isAsync: childOf(x, row, tokens.async) !== none,
    defStart,
    decorators,
    typeParameters,
    parameters,
    returns,
    body,
  });
}

export function readClass(x: Builder, row: number, decorated: number): ClassDef {
  const { tree } = x;
  const id = open(x);
  const nameRow = field(x, row, fields.name);
  const name = textOf(x, nameRow);
  bind(x, 'class', name, id);
  const decorators = readDecorators(x, decorated);
  const outside = x.scope;
  const typeParameterRow = field(x, row, fields.typeParameters);
  if (typeParameterRow !== none) x.scope = openScope(x, 'type-parameters', id);
  const typeParameters = typeParameterList(x, typeParameterRow);
  const args = readArguments(x, field(x, row, fields.superclasses));
  x.scope = openScope(x, 'class', id);
  const body = suite(x, row, field(x, row, fields.body));
  x.scope = outside;
  return close(x, {
    kind: 'ClassDef',
    id,
    start: startOf(tree, decorated === none ? row : decorated),
    end: endOfBlocks(x, row, body),
    name,
    nameStart: startOf(tree, nameRow === none ? row : nameRow),
    decorators,
    typeParameters,
    arguments: args,
    body,
  });
}

function readDecorators(x: Builder, row: number): Decorator[] {
  if (row === none) return [];
  const { tree } = x;
  const found: Decorator[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) !== kinds.decorator) continue;
    const id = open(x);
    const at = endOf(tree, child);
    const inner = expression(x, nextExpression(x, child, child + 1), at);
    found.push(close(x, { kind: 'Decorator', id, start: startOf(tree, child), end: at, expression: inner }));
  }
  return found;
}
