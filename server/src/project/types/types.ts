import { weakest, type Certainty } from './certainty.ts';
import type {
  CallableType,
  ClassType,
  CoroutineType,
  ExternalType,
  FunctionType,
  InstanceType,
  ModuleType,
  NeverType,
  NoneType,
  Type,
  TypeVarType,
  UnknownType,
} from './shapes.ts';

/**
 * The small lattice of types. Types are interned: equal types are the same object, so `===` compares them.
 * Functions and classes are named by references (`uri#qualname@n`), never by nodes, so a type stays the same
 * while the code around its definition is edited.
 *
 * A type also says how it is known (`certaintyOf`), the parts of it likewise: what an `async def` gives is proven to be a
 * coroutine, while what awaiting it gives may only be declared. What is made from a type is at most as certain as that type.
 */
export type {
  CallableType,
  ClassType,
  CoroutineType,
  ExternalType,
  FunctionType,
  InstanceType,
  ModuleType,
  NeverType,
  NoneType,
  Type,
  TypeVarType,
  UnknownType,
};

export const unknown: UnknownType = { kind: 'unknown' };
export const never: NeverType = { kind: 'never' };
export const none: NoneType = { kind: 'none' };

/** What is known of a type beside what it is. */
interface Interned {
  readonly key: string;
  readonly size: number;
  /** Of a type that is less than proven: the same as if it were. */
  readonly proven: Type;
  /** The same type, less well known. */
  declared?: Type;
  likely?: Type;
}

const byKey = new Map<string, Type>();
const byType = new Map<Type, Interned>(
  [
    { key: '?', type: unknown },
    { key: '!', type: never },
    { key: '0', type: none },
  ].map(({ key, type }) => [type, { key, size: 1, proven: type }]),
);

/** A string that equal types share. */
export const typeKey = (type: Type): string => byType.get(type)?.key ?? '?';

/** `parts` are the types that the type is made of. */
function intern<T extends Type>(key: string, make: () => T, parts: readonly Type[] = []): T {
  const known = byKey.get(key);
  if (known) return known as T;
  const type = make();
  byKey.set(key, type);
  byType.set(type, { key, size: sizeOfAll(parts), proven: type });
  return type;
}

const keysOf = (types: readonly Type[]): string => types.map(typeKey).join(',');

// ------------------------------------------------------------------------------------------ size

/**
 * How many types a type is made of, counted as often as they occur: a pair of pairs of pairs has few parts and is large.
 * Beyond this, what a type is made of is unknown; nothing that rules ask about is as large.
 */
const MAX_SIZE = 100;

/** Of a type that has no parts: 1. */
export const sizeOf = (type: Type): number => byType.get(type)?.size ?? 1;

const sizeOfAll = (types: readonly Type[]): number => types.reduce((sum, type) => sum + sizeOf(type), 1);

/** What a type of these parts is made of. */
const fitting = (parts: readonly Type[]): readonly Type[] =>
  sizeOfAll(parts) <= MAX_SIZE ? parts : parts.map((part) => (sizeOf(part) > 1 ? unknown : part));

const fittingOne = (part: Type): Type => (sizeOf(part) < MAX_SIZE ? part : unknown);

export const moduleType = (name: string, uri: string): ModuleType =>
  intern(`M${name}|${uri}`, () => ({ kind: 'module', name, uri }));
export const externalType = (path: string): ExternalType => intern(`E${path}`, () => ({ kind: 'external', path }));

/** The most frequent types, by reference alone: who asks for one makes no key. */
const plainInstances = new Map<string, InstanceType>();

export function classType(ref: string, parts: readonly Type[] = []): ClassType {
  const args = fitting(parts);
  return intern(`C${ref}[${keysOf(args)}]`, () => ({ kind: 'class', ref, args }), args);
}

export function instanceType(ref: string, parts: readonly Type[] = []): InstanceType {
  if (parts.length > 0) return instanceWith(ref, parts);
  let plain = plainInstances.get(ref);
  if (!plain) plainInstances.set(ref, (plain = instanceWith(ref, parts)));
  return plain;
}

function instanceWith(ref: string, parts: readonly Type[]): InstanceType {
  const args = fitting(parts);
  return intern(`I${ref}[${keysOf(args)}]`, () => ({ kind: 'instance', ref, args }), args);
}

/** Made anew for each look at a method: by reference and receiver, so that none of them makes a key. */
const functions = new Map<string, Map<Type | undefined, FunctionType>>();

export function functionType(ref: string, boundTo?: Type): FunctionType {
  const receiver = boundTo && fittingOne(proven(boundTo));
  let bound = functions.get(ref);
  if (!bound) functions.set(ref, (bound = new Map<Type | undefined, FunctionType>()));
  let type = bound.get(receiver);
  if (!type) bound.set(receiver, (type = functionWith(ref, receiver)));
  return type;
}

const functionWith = (ref: string, receiver: Type | undefined): FunctionType =>
  intern(
    `F${ref}(${receiver ? typeKey(receiver) : ''})`,
    () => ({ kind: 'function', ref, receiver }),
    receiver ? [receiver] : [],
  );

export function callableType(type: Type, standsFor?: Type): CallableType {
  const result = fittingOne(type);
  const of = standsFor && sizeOfAll([result, standsFor]) <= MAX_SIZE ? standsFor : undefined;
  return intern(
    `L(${of ? typeKey(of) : ''})>${typeKey(result)};`,
    () => ({ kind: 'callable', result, of }),
    of ? [result, of] : [result],
  );
}

export function coroutineType(type: Type): CoroutineType {
  const result = fittingOne(type);
  return intern(`A<${typeKey(result)}>`, () => ({ kind: 'coroutine', result }), [result]);
}

export function typeVar(name: string, variety: TypeVarType['variety'] = 'type', limit?: Type): TypeVarType {
  const bound = limit && fittingOne(limit);
  return intern(
    `V${variety}:${name}(${bound ? typeKey(bound) : ''})`,
    () => ({ kind: 'typevar', name, variety, bound }),
    bound ? [bound] : [],
  );
}

// ------------------------------------------------------------------------------------- certainty

/** How a type is known, its parts apart. */
export const certaintyOf = (type: Type): Certainty => type.certainty ?? 'proven';

/** The type as if it were proven; its parts stay as they are. */
export const proven = (type: Type): Type => (type.certainty ? (byType.get(type)?.proven ?? type) : type);

/** The type, known at most as well as that. Of what is unknown there is nothing to be certain of. */
export function atMost<T extends Type>(type: T, certainty: Certainty): T;
export function atMost(type: Type, certainty: Certainty): Type {
  const least = weakest(certaintyOf(type), certainty);
  if (least === certaintyOf(type) || least === 'proven' || type.kind === 'unknown' || type.kind === 'never')
    return type;
  const basis = byType.get(proven(type));
  return basis ? (basis[least] ??= weaker(basis, least)) : type;
}

function weaker({ key, size, proven }: Interned, certainty: 'declared' | 'likely'): Type {
  const type: Type = { ...proven, certainty };
  byType.set(type, { key: `${key}~${certainty}`, size, proven });
  return type;
}

/** A type that follows from another, by a step that is sure. */
export const following = <T extends Type | undefined>(from: Type, type: T): T =>
  type && from.certainty ? atMost(type, from.certainty) : type;

const MAX_UNION = 6;

/** The union of some types: flat, without duplicates, as certain as the weakest; unknown swallows everything, never vanishes. */
export function unionOf(types: readonly Type[]): Type {
  const [alone] = types;
  if (alone && types.length === 1) return alone;
  const items: Type[] = [];
  let certainty: Certainty = 'proven';
  for (const type of types) {
    certainty = weakest(certainty, certaintyOf(type));
    for (const item of type.kind === 'union' ? type.items : [proven(type)]) {
      if (item.kind === 'unknown') return unknown;
      if (item.kind !== 'never' && !items.includes(item)) items.push(item);
    }
  }
  const only = items[0];
  if (only === undefined) return never;
  if (items.length === 1) return atMost(only, certainty);
  if (items.length > MAX_UNION || sizeOfAll(items) > MAX_SIZE) return unknown;
  items.sort((a, b) => (typeKey(a) < typeKey(b) ? -1 : 1));
  return atMost(
    intern(`U(${keysOf(items)})`, (): Type => ({ kind: 'union', items }), items),
    certainty,
  );
}

/** The members of a union, each known as it is, or the type alone. */
export function membersOf(type: Type): readonly Type[] {
  if (type.kind !== 'union') return [type];
  const { items, certainty } = type;
  return certainty ? items.map((item) => atMost(item, certainty)) : items;
}

/** Whether a value of the type may be called. */
export const isCallable = ({ kind }: Type): boolean =>
  kind === 'function' || kind === 'callable' || kind === 'class' || kind === 'instance';

export function instanceOf(type: Type): Type {
  if (type.kind === 'class') return following(type, instanceType(type.ref, type.args));
  if (type.kind === 'union') return unionOf(membersOf(type).map(instanceOf));
  return unknown;
}
