/**
 * The small lattice of types. Types are interned: equal types are the same object, so `===` compares them.
 * Functions and classes are named by references (`uri#qualname@n`), never by nodes, so a type stays the same
 * while the code around its definition is edited.
 */
export type Type =
  | UnknownType
  | NeverType
  | NoneType
  | ModuleType
  | ExternalType
  | ClassType
  | InstanceType
  | FunctionType
  | CallableType
  | CoroutineType
  | TypeVarType
  | UnionType;

/** Anything: rules stay silent. */
export interface UnknownType {
  readonly kind: 'unknown';
}

/** No value at all: the result of a function that never returns, and the start of inference in a cycle. */
export interface NeverType {
  readonly kind: 'never';
}

export interface NoneType {
  readonly kind: 'none';
}

export interface ModuleType {
  readonly kind: 'module';
  /** Absolute dotted name. */
  readonly name: string;
  readonly uri: string;
}

/**
 * Something reached through an import that cannot be resolved (a library that is not installed and not described).
 * `path` is how the code got to it: `requests.get`, `boto3.client().upload_file`.
 */
export interface ExternalType {
  readonly kind: 'external';
  readonly path: string;
}

/** A class object. */
export interface ClassType {
  readonly kind: 'class';
  readonly ref: string;
  readonly args: readonly Type[];
}

export interface InstanceType {
  readonly kind: 'instance';
  readonly ref: string;
  /** Type arguments, in the order of the class's type parameters; for tuples the element types. */
  readonly args: readonly Type[];
}

/** A function or, with a receiver, a bound method. */
export interface FunctionType {
  readonly kind: 'function';
  readonly ref: string;
  /** What the first parameter is bound to: an instance, or a class for class methods. */
  readonly receiver: Type | undefined;
}

/** A callable of which only the result is known: `Callable[..., T]`, a partial, a lambda, a wrapped function. */
export interface CallableType {
  readonly kind: 'callable';
  readonly result: Type;
  /** The function it stands for, if known: `partial(f)`, a transparent wrapper. */
  readonly of: Type | undefined;
}

/** A coroutine object: made by calling an `async def`, not yet awaited. */
export interface CoroutineType {
  readonly kind: 'coroutine';
  readonly result: Type;
}

export interface TypeVarType {
  readonly kind: 'typevar';
  readonly name: string;
  /** 'P' and 'Ts' kinds are never solved; `self` is typing.Self. */
  readonly variety: 'type' | 'param-spec' | 'self';
  readonly bound: Type | undefined;
}

/** Two to six members, none a union, none never; more is unknown. */
export interface UnionType {
  readonly kind: 'union';
  readonly items: readonly Type[];
}

export const unknown: UnknownType = { kind: 'unknown' };
export const never: NeverType = { kind: 'never' };
export const none: NoneType = { kind: 'none' };

const interned = new Map<string, Type>();
const keys = new WeakMap<Type, string>([
  [unknown, '?'],
  [never, '!'],
  [none, '0'],
]);

/** A string that equal types share. */
export function typeKey(type: Type): string {
  return keys.get(type) ?? '?';
}

function intern<T extends Type>(key: string, make: () => T): T {
  const known = interned.get(key);
  if (known) return known as T;
  const type = make();
  interned.set(key, type);
  keys.set(type, key);
  return type;
}

const keysOf = (types: readonly Type[]): string => types.map(typeKey).join(',');

export const moduleType = (name: string, uri: string): ModuleType =>
  intern(`M${name}|${uri}`, () => ({ kind: 'module', name, uri }));
export const externalType = (path: string): ExternalType => intern(`E${path}`, () => ({ kind: 'external', path }));
export const classType = (ref: string, args: readonly Type[] = []): ClassType =>
  intern(`C${ref}[${keysOf(args)}]`, () => ({ kind: 'class', ref, args }));
export const instanceType = (ref: string, args: readonly Type[] = []): InstanceType =>
  intern(`I${ref}[${keysOf(args)}]`, () => ({ kind: 'instance', ref, args }));
export const functionType = (ref: string, receiver?: Type): FunctionType =>
  intern(`F${ref}(${receiver ? typeKey(receiver) : ''})`, () => ({ kind: 'function', ref, receiver }));
export const callableType = (result: Type, of?: Type): CallableType =>
  intern(`L(${of ? typeKey(of) : ''})>${typeKey(result)};`, () => ({ kind: 'callable', result, of }));
export const coroutineType = (result: Type): CoroutineType =>
  intern(`A<${typeKey(result)}>`, () => ({ kind: 'coroutine', result }));
export const typeVar = (name: string, variety: TypeVarType['variety'] = 'type', bound?: Type): TypeVarType =>
  intern(`V${variety}:${name}(${bound ? typeKey(bound) : ''})`, () => ({ kind: 'typevar', name, variety, bound }));

const MAX_UNION = 6;

/** The union of some types: flat, without duplicates; unknown swallows everything, never vanishes. */
export function unionOf(types: readonly Type[]): Type {
  const items: Type[] = [];
  for (const type of types) {
    for (const item of type.kind === 'union' ? type.items : [type]) {
      if (item.kind === 'unknown') return unknown;
      if (item.kind !== 'never' && !items.includes(item)) items.push(item);
    }
  }
  const only = items[0];
  if (only === undefined) return never;
  if (items.length === 1) return only;
  if (items.length > MAX_UNION) return unknown;
  items.sort((a, b) => (typeKey(a) < typeKey(b) ? -1 : 1));
  return intern(`U(${keysOf(items)})`, () => ({ kind: 'union', items }));
}

/** The members of a union, or the type alone. */
export const membersOf = (type: Type): readonly Type[] => (type.kind === 'union' ? type.items : [type]);

/** Whether a value of the type may be called. */
export const isCallable = ({ kind }: Type): boolean =>
  kind === 'function' || kind === 'callable' || kind === 'class' || kind === 'instance';
