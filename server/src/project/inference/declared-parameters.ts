import type { AnnAssign } from '../../facts/nodes.ts';
import { fieldBases, fieldDecorators } from '../../knowledge/libraries.ts';
import { classDefinition } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import type { ClassInfo } from '../types/class-info.ts';
import type { ParameterType, Signature } from '../types/signature.ts';
import { isOfObject } from '../types/standard-names.ts';
import { collectTypeVars, substitute, withoutTypeVars } from '../types/substitution.ts';
import { following, instanceType, membersOf, unknown, type ClassType, type Type } from '../types/types.ts';
import { parametersAfter, solveReceiver } from './calls.ts';
import { typeOf } from './expressions.ts';
import { declaredAttribute, member } from './members.ts';
import { originOf } from './annotations.ts';
import { publicName } from './public-name.ts';
import { lookup } from './tables.ts';

/** Where an argument stands in a call: by position, or by its keyword. */
export interface ArgumentPosition {
  readonly position: number | undefined;
  readonly name: string | undefined;
}

export interface DeclaredParameter {
  readonly name: string;
  readonly type: Type;
  /** Whether the receiver's type arguments have a part in the type: `append` of a `list[int]` takes an `int`. */
  readonly isGeneric: boolean;
}

/** What the parameters are declared as that an argument can go to, one for each overload; undefined where that is not known. */
export function parametersFor(
  chunk: Chunk,
  callee: Type,
  place: ArgumentPosition,
): readonly DeclaredParameter[] | undefined {
  const found = membersOf(callee).map((item) =>
    parametersOfOne(chunk, item, place)?.map((it) => ({ ...it, type: following(item, it.type) })),
  );
  const known = found.flatMap((items) => items ?? []);
  return known.length > 0 && !found.includes(undefined) ? known : undefined;
}

function parametersOfOne(
  chunk: Chunk,
  callee: Type,
  place: ArgumentPosition,
): readonly DeclaredParameter[] | undefined {
  switch (callee.kind) {
    case 'function':
      return parametersOfFunction(chunk, callee.ref, callee.receiver, place);
    case 'class':
      return parametersOfConstructor(chunk, callee, place);
    case 'instance': {
      const method = member(chunk, callee, '__call__');
      return method?.kind === 'function' ? parametersOfOne(chunk, method, place) : undefined;
    }
    default:
      return undefined;
  }
}

function parametersOfFunction(
  chunk: Chunk,
  callee: string,
  receiver: Type | undefined,
  place: ArgumentPosition,
): readonly DeclaredParameter[] | undefined {
  const { ask } = chunk.project;
  const found = ask.overloads(callee).flatMap((ref) => {
    const signature = ask.signature(ref);
    const parameter = signature && parameterAt(parametersAfter(signature, receiver), place);
    return parameter ? [declared(chunk, signature, receiver, parameter)] : [];
  });
  return found.length > 0 ? found : undefined;
}

function parameterAt(parameters: readonly ParameterType[], { position, name }: ArgumentPosition) {
  if (position === undefined) {
    const named = parameters.find((it) => it.name === name && NAMED.has(it.type));
    return named ?? parameters.find(({ type }) => type === 'kwargs');
  }
  const positional = parameters.filter(({ type }) => type === 'positional' || type === 'positional-only');
  return positional[position] ?? parameters.find(({ type }) => type === 'args');
}

const NAMED = new Set<ParameterType['type']>(['positional', 'keyword-only']);

function declared(
  chunk: Chunk,
  signature: Signature,
  receiver: Type | undefined,
  { name, annotation = unknown }: ParameterType,
): DeclaredParameter {
  const variables: string[] = [];
  collectTypeVars(annotation, variables);
  const solved = new Map<string, Type>();
  if (receiver) solveReceiver(chunk, signature, receiver, solved);
  const type = withoutTypeVars(substitute(annotation, solved));
  return { name, type, isGeneric: variables.some((variable) => solved.has(variable)) };
}

// --------------------------------------------------------------------------------- constructors

function parametersOfConstructor(
  chunk: Chunk,
  cls: ClassType,
  place: ArgumentPosition,
): readonly DeclaredParameter[] | undefined {
  const field = fieldAt(chunk, cls, place);
  if (field) return [field];
  const receiver = instanceType(cls.ref, cls.args);
  const methods = ['__init__', '__new__']
    .map((name) => member(chunk, cls, name))
    .filter((method) => method?.kind === 'function')
    .filter((method) => !isOfObject(method));
  const found = methods.map(({ ref }) => parametersOfFunction(chunk, ref, receiver, place));
  // What a new object's type parameters stand for follows from the arguments.
  return found.length > 0 && !found.includes(undefined)
    ? found
        .flatMap((items) => items ?? [])
        .map((item) => ({ ...item, isGeneric: item.isGeneric && cls.args.length > 0 }))
    : undefined;
}

/** A field of a dataclass and its like, which have a constructor without a `def`. */
function fieldAt(chunk: Chunk, cls: ClassType, { position, name }: ArgumentPosition): DeclaredParameter | undefined {
  const definition = classDefinition(chunk.project, cls.ref);
  const info = chunk.project.ask.classInfo(cls.ref);
  const isFields = definition !== undefined && info && (isDataclass(definition) || fieldBaseOf(chunk, info));
  if (!isFields || chunk.project.ask.ownMember(cls.ref, '__init__')) return undefined;
  const field = name ?? fieldsInOrder(chunk, info)?.[position ?? -1];
  const type = field === undefined ? undefined : declaredAttribute(chunk, instanceType(cls.ref, cls.args), field);
  return type && { name: field ?? '', type, isGeneric: false };
}

/** The names of all fields, those of bases first; undefined where the order cannot be told. */
function fieldsInOrder(chunk: Chunk, info: ClassInfo): readonly string[] | undefined {
  const { mro, hasUnknownBase } = info;
  if (hasUnknownBase || fieldBaseOf(chunk, info) === 'by name') return undefined;
  const names = [...mro].reverse().flatMap(({ ref }, i) => {
    const definition = classDefinition(chunk.project, ref);
    return definition && (i === mro.length - 1 || isDataclass(definition)) ? fieldNames(definition) : [];
  });
  return [...new Set(names)];
}

const isDataclass = ({ node, chunk }: ClassDefinition): boolean =>
  node.decorators.some(({ expression }) => {
    const decorator = expression.kind === 'Call' ? expression.func : expression;
    return lookup(chunk, typeOf(chunk, decorator), fieldDecorators) !== undefined;
  });

/** What a base whose subclasses have fields says of their order. */
function fieldBaseOf(chunk: Chunk, { mro }: ClassInfo): 'in order' | 'by name' | undefined {
  for (const [name, kind] of Object.entries(fieldBases)) {
    const base = publicName(chunk, name);
    if (base?.kind === 'class' && mro.some(({ ref }) => ref === base.ref)) return kind;
  }
  return undefined;
}

type ClassDefinition = NonNullable<ReturnType<typeof classDefinition>>;

const fieldNames = ({ node, chunk }: ClassDefinition): readonly string[] =>
  node.body.flatMap((statement) => {
    if (statement.kind !== 'AnnAssign' || statement.target.kind !== 'Name') return [];
    const isNoField = lookup(chunk, originOf(chunk, statement.annotation), noFields) !== undefined;
    return isNoField || isNoParameter(statement) ? [] : statement.target.name;
  });

/** Annotations of what is the class's own, or marks the fields behind it: https://docs.python.org/3/library/dataclasses.html */
const noFields = { 'typing.ClassVar': true, 'dataclasses.KW_ONLY': true } as const;

/** `= field(init=False)`, `= field(kw_only=True)` */
const isNoParameter = ({ value }: AnnAssign): boolean =>
  value?.kind === 'Call' && value.args.some(({ name }) => name === 'init' || name === 'kw_only');
