import type { Attribute, Expression } from '../../facts/nodes.ts';
import { importedModule } from '../names/modules.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import { nodeIsAlive } from '../names/static-conditions.ts';
import { parseTypeExpression, type TypeExpression } from '../types/type-expressions.ts';
import { atMost, none, unionOf, unknown, type Type } from '../types/types.ts';
import { meaning, parametrised } from './annotation-meaning.ts';
import { typeOf } from './expressions.ts';
import { member } from './members.ts';
import { lookUpName, typeOfName } from './names.ts';

export const isTypeAliasAnnotation = (annotation: Expression): boolean =>
  (annotation.kind === 'Name' && annotation.name === 'TypeAlias') ||
  (annotation.kind === 'Attribute' && annotation.attribute === 'TypeAlias');

/**
 * What an annotation says of a value. Of the user's own code that is no more than declared, since the code itself may act
 * against it; a library's declarations are what its code does.
 */
export const declaredType = (chunk: Chunk, annotation: Expression): Type =>
  chunk.file.isLibrary ? annotatedType(chunk, annotation) : atMost(annotatedType(chunk, annotation), 'declared');

/** The type of the values that an annotation allows. Names are looked up as of the end of the module: annotations may look ahead. */
export function annotatedType(chunk: Chunk, annotation: Expression): Type {
  return evaluate(chunk, annotation, 0);
}

const MAX_DEPTH = 12;

function evaluate(chunk: Chunk, node: Expression, depth: number): Type {
  if (depth > MAX_DEPTH) return unknown;
  switch (node.kind) {
    case 'Constant':
      if (node.type === 'None') return none;
      return typeof node.value === 'string' && node.type === 'str' ? evaluateText(chunk, node.value, node) : unknown;
    case 'Name':
      return meaning(chunk, nameInAnnotation(chunk, node), () => aliasValue(chunk, node, depth));
    case 'Attribute':
      return meaning(chunk, typeOf(chunk, node), () => aliasOfModule(chunk, node));
    case 'BinOp':
      return node.operator === '|'
        ? unionOf([evaluate(chunk, node.left, depth + 1), evaluate(chunk, node.right, depth + 1)])
        : unknown;
    case 'Subscript': {
      const origin = node.value.kind === 'Name' ? nameInAnnotation(chunk, node.value) : typeOf(chunk, node.value);
      const { value } = node;
      const alias = (): Type =>
        value.kind === 'Name'
          ? aliasValue(chunk, value, depth)
          : value.kind === 'Attribute'
            ? aliasOfModule(chunk, value)
            : unknown;
      const indices = node.indices.flatMap((index) =>
        index.kind === 'Collection' && index.type === 'tuple' ? index.elements : [index],
      );
      return parametrised(chunk, origin, alias, {
        count: indices.length,
        type: (i) => {
          const index = indices[i];
          return index ? evaluate(chunk, index, depth + 1) : unknown;
        },
        isEllipsis: (i) => indices[i]?.kind === 'Constant' && indices[i].type === 'ellipsis',
        literal: () => {
          const [first] = indices;
          return first?.kind === 'Constant' ? typeOf(chunk, first) : unknown;
        },
      });
    }
    case 'Starred':
    default:
      return unknown;
  }
}

/** What an annotation names, without its arguments: `typing.ClassVar` of `ClassVar[int]`, also in a string. */
export function originOf(chunk: Chunk, annotation: Expression): Type {
  switch (annotation.kind) {
    case 'Name':
      return nameInAnnotation(chunk, annotation);
    case 'Attribute':
      return typeOf(chunk, annotation);
    case 'Subscript':
      return originOf(chunk, annotation.value);
    case 'Constant':
      return typeof annotation.value === 'string' ? originOfText(chunk, annotation.value, annotation) : unknown;
    default:
      return unknown;
  }
}

function nameInAnnotation(chunk: Chunk, node: Extract<Expression, { kind: 'Name' }>): Type {
  const early = typeOfName(chunk, node);
  return early.kind === 'unknown' || early.kind === 'never'
    ? lookUpName(chunk, node.name, chunk.facts.scopeOf[node.id] ?? 0)
    : early;
}

/** `Handler = Callable[[str], Awaitable[None]]`: the value of a module-level alias, read as an annotation; also PEP 695 `type` statements. */
function aliasValue(chunk: Chunk, node: Extract<Expression, { kind: 'Name' }>, depth: number): Type {
  const reaching = chunk.facts.reaching.get(node.id) ?? chunk.facts.scopes[0]?.names.get(node.name) ?? [];
  if (reaching.length !== 1) return chunk.project.ask.typeAlias(chunk.file.uri, node.name);
  const binding = chunk.facts.bindings[reaching[0] ?? -1];
  const name = binding?.type === 'value' ? chunk.facts.nodes[binding.node] : undefined;
  const statement = name && chunk.facts.nodes[chunk.facts.parents[name.id] ?? -1];
  return statement
    ? evaluateAlias(chunk, statement, depth + 1)
    : chunk.project.ask.typeAlias(chunk.file.uri, node.name);
}

/** `types.Handler` */
function aliasOfModule(chunk: Chunk, { value, attribute }: Attribute): Type {
  const owner = typeOf(chunk, value);
  return owner.kind === 'module' ? chunk.project.ask.typeAlias(owner.uri, attribute) : unknown;
}

/** A module-level name read as an annotation, through imports. */
export function typeAlias(project: Project, uri: string, name: string): Type {
  const places = (project.ask.moduleBindings(uri).get(name) ?? []).flatMap((place) => {
    const chunk = chunkOf(project, uri, place.chunk);
    const binding = chunk?.facts.bindings[place.binding];
    return chunk && binding && nodeIsAlive(chunk, binding.node) ? [{ chunk, binding }] : [];
  });
  const [place] = places;
  if (!place || places.length > 1) return unknown;
  const { facts } = place.chunk;
  const node = facts.nodes[place.binding.node];
  const parent = node && facts.nodes[facts.parents[node.id] ?? -1];
  if (node?.kind === 'Alias' && parent?.kind === 'ImportFrom') {
    const source = importedModule(place.chunk, parent);
    return source ? project.ask.typeAlias(source.uri, node.name) : unknown;
  }
  return place.binding.type === 'value' && parent ? evaluateAlias(place.chunk, parent) : unknown;
}

function evaluateAlias(chunk: Chunk, statement: { kind: string; value?: unknown }, depth = 0): Type {
  if (statement.kind !== 'Assign' && statement.kind !== 'AnnAssign' && statement.kind !== 'TypeAlias') return unknown;
  const value = statement.value as Expression | undefined;
  if (!value || value.kind === 'Call' || value.kind === 'Constant') return unknown;
  return evaluate(chunk, value, depth);
}

// ------------------------------------------------------------------------- annotations in strings

/** What an annotation in a string (`"Store | None"`) says; `at` is the string. */
function evaluateText(chunk: Chunk, text: string, at: Expression): Type {
  const parsed = parseTypeExpression(text);
  return parsed ? evaluateParsed(chunk, parsed, chunk.facts.scopeOf[at.id] ?? 0, 0) : unknown;
}

function evaluateParsed(chunk: Chunk, node: TypeExpression, scope: number, depth: number): Type {
  if (depth > MAX_DEPTH) return unknown;
  switch (node.kind) {
    case 'none':
      return none;
    case 'name':
      return meaning(chunk, dottedName(chunk, node.path, scope), () => namedAlias(chunk, node.path, scope));
    case 'union':
      return unionOf(node.items.map((item) => evaluateParsed(chunk, item, scope, depth + 1)));
    case 'subscript':
      return parametrised(chunk, dottedName(chunk, node.path, scope), () => namedAlias(chunk, node.path, scope), {
        count: node.args.length,
        type: (i) => {
          const arg = node.args[i];
          return arg ? evaluateParsed(chunk, arg, scope, depth + 1) : unknown;
        },
        isEllipsis: (i) => node.args[i]?.kind === 'other',
        literal: () => unknown,
      });
    case 'other':
      return unknown;
  }
}

/** What an annotation in a string names, without its arguments: `typing.ClassVar` of `"ClassVar[int]"`. */
function originOfText(chunk: Chunk, text: string, at: Expression): Type {
  const parsed = parseTypeExpression(text);
  const isNamed = parsed?.kind === 'name' || parsed?.kind === 'subscript';
  return isNamed ? dottedName(chunk, parsed.path, chunk.facts.scopeOf[at.id] ?? 0) : unknown;
}

function dottedName(chunk: Chunk, [first, ...rest]: readonly string[], scope: number): Type {
  let type = lookUpName(chunk, first ?? '', scope);
  for (const name of rest) type = member(chunk, type, name) ?? unknown;
  return type;
}

function namedAlias(chunk: Chunk, path: readonly string[], scope: number): Type {
  const { typeAlias: alias } = chunk.project.ask;
  const name = path.at(-1) ?? '';
  if (path.length === 1) return alias(chunk.file.uri, name);
  const owner = dottedName(chunk, path.slice(0, -1), scope);
  return owner.kind === 'module' ? alias(owner.uri, name) : unknown;
}
