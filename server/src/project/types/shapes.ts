import type { Certainty } from './certainty.ts';

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

interface Known {
  /** How the type itself is known; proven if nothing is said. Its parts have their own. */
  readonly certainty?: Exclude<Certainty, 'proven'>;
}

/** Anything: rules stay silent. */
export interface UnknownType extends Known {
  readonly kind: 'unknown';
}

/** No value at all: the result of a function that never returns, and the start of inference in a cycle. */
export interface NeverType extends Known {
  readonly kind: 'never';
}

export interface NoneType extends Known {
  readonly kind: 'none';
}

export interface ModuleType extends Known {
  readonly kind: 'module';
  /** Absolute dotted name. */
  readonly name: string;
  readonly uri: string;
}

/**
 * Something reached through an import that cannot be resolved (a library that is not installed and not described).
 * `path` is how the code got to it: `requests.get`, `boto3.client().upload_file`.
 */
export interface ExternalType extends Known {
  readonly kind: 'external';
  readonly path: string;
}

/** A class object. */
export interface ClassType extends Known {
  readonly kind: 'class';
  readonly ref: string;
  readonly args: readonly Type[];
}

export interface InstanceType extends Known {
  readonly kind: 'instance';
  readonly ref: string;
  /** Type arguments, in the order of the class's type parameters; for tuples the element types. */
  readonly args: readonly Type[];
}

/** A function or, with a receiver, a bound method. */
export interface FunctionType extends Known {
  readonly kind: 'function';
  readonly ref: string;
  /** What the first parameter is bound to: an instance, or a class for class methods. */
  readonly receiver: Type | undefined;
}

/** A callable of which only the result is known: `Callable[..., T]`, a partial, a lambda, a wrapped function. */
export interface CallableType extends Known {
  readonly kind: 'callable';
  readonly result: Type;
  /** The function it stands for, if known: `partial(f)`, a transparent wrapper. */
  readonly of: Type | undefined;
}

/** A coroutine object: made by calling an `async def`, not yet awaited. */
export interface CoroutineType extends Known {
  readonly kind: 'coroutine';
  readonly result: Type;
}

export interface TypeVarType extends Known {
  readonly kind: 'typevar';
  readonly name: string;
  /** 'P' and 'Ts' kinds are never solved; `self` is typing.Self. */
  readonly variety: 'type' | 'param-spec' | 'self';
  readonly bound: Type | undefined;
}

/** Two to six members, none a union, none never; more is unknown. How it is known is said of the whole. */
export interface UnionType extends Known {
  readonly kind: 'union';
  readonly items: readonly Type[];
}
