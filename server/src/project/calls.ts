import type { Call, Expression } from '../facts/nodes.ts';
import { annotatedType } from './annotations.ts';
import { asgiResult } from './asgi.ts';
import { isSubclass } from './classes.ts';
import { isCalledAsCoroutine } from './coroutine-tests.ts';
import { typeOf } from './expressions.ts';
import type { ParameterType, Signature } from './functions.ts';
import { awaited, callMember, elementOf, instanceOf, member } from './members.ts';
import type { Chunk } from './project.ts';
import { isTrait, makeTrait } from './traits.ts';
import { isSuper, typeOfSuper } from './super.ts';
import { argumentsOf, collectTypeVars, substitute, withoutTypeVars } from './substitution.ts';
import {
  callableType,
  classType,
  coroutineType,
  externalType,
  instanceType,
  membersOf,
  never,
  typeVar,
  unionOf,
  unknown,
  type ClassType,
  type FunctionType,
  type InstanceType,
  type Type,
} from './types.ts';

/** The arguments of a call, typed on demand. */
export interface Arguments {
  readonly positional: readonly ArgumentValue[];
  readonly named: ReadonlyMap<string, ArgumentValue>;
  /** What `*xs` may add to the positional arguments: each of its elements. */
  readonly more: ArgumentValue | undefined;
  /** `**xs`: there may be more names than are listed. */
  readonly hasMoreNames: boolean;
}

export interface ArgumentValue {
  readonly type: () => Type;
  /** What a literal says; undefined for other expressions. */
  readonly literal: string | number | boolean | undefined;
}

export const argumentsFromTypes = (types: readonly Type[]): Arguments => ({
  positional: types.map((type) => ({ type: () => type, literal: undefined })),
  named: new Map(),
  more: undefined,
  hasMoreNames: false,
});

const unknownArgument: ArgumentValue = { type: () => unknown, literal: undefined };

export const openArguments: Arguments = {
  positional: [],
  named: new Map(),
  more: unknownArgument,
  hasMoreNames: true,
};

const isOpen = ({ more, hasMoreNames }: Arguments): boolean => more !== undefined || hasMoreNames;

export function argumentsOfCall(chunk: Chunk, call: Call): Arguments {
  const positional: ArgumentValue[] = [];
  const named = new Map<string, ArgumentValue>();
  let more: ArgumentValue | undefined;
  let hasMoreNames = false;
  for (const { name, stars, value } of call.args) {
    const argument = {
      type: () => typeOf(chunk, value),
      literal: value.kind === 'Constant' ? value.value : undefined,
    };
    if (stars === 2) hasMoreNames = true;
    else if (stars === 1) more = more ? unknownArgument : elementsOf(chunk, value);
    else if (name !== undefined) named.set(name, argument);
    else if (more) more = unknownArgument;
    else positional.push(argument);
  }
  return { positional, named, more, hasMoreNames };
}

const elementsOf = (chunk: Chunk, iterable: Expression): ArgumentValue => ({
  type: () => elementOf(chunk, typeOf(chunk, iterable), false) ?? unknown,
  literal: undefined,
});

export function typeOfCall(chunk: Chunk, call: Call): Type {
  if (isSuper(call)) return typeOfSuper(chunk, call);
  const callee = typeOf(chunk, call.func);
  if (callee.kind === 'external' && callee.path.startsWith('typing.')) return typeVariable(chunk, callee.path, call);
  if (isCast(callee)) return typeOfCast(chunk, call);
  if (callee.kind === 'class' && TYPE.test(callee.ref) && call.args.length === 1) return typeOfType(chunk, call);
  if (callee.kind === 'function' && GETATTR.test(callee.ref)) return typeOfGetattr(chunk, call);
  const result = resultOfCalling(chunk, callee, argumentsOfCall(chunk, call));
  return result.kind !== 'coroutine' && isCalledAsCoroutine(chunk, call)
    ? coroutineType(awaitedResult(chunk, result))
    : (asgiResult(chunk, call, callee, result) ?? result);
}

/** Of a callable that gives awaitables to some and plain values to others, what the awaitables give. */
const awaitedResult = (chunk: Chunk, result: Type): Type =>
  unionOf(membersOf(result).map((item) => awaited(chunk, item) ?? never));

const GETATTR = /\/builtins\.pyi#getattr@\d+$/;

/** `getattr(x, "name")` is `x.name`; what it gives where there is none has to be told apart before it is used. */
function typeOfGetattr(chunk: Chunk, { args: [object, name, otherwise] }: Call): Type {
  if (object?.stars !== 0 || name?.value.kind !== 'Constant' || typeof name.value.value !== 'string') return unknown;
  const found = member(chunk, typeOf(chunk, object.value), name.value.value) ?? unknown;
  return otherwise ? unionOf([found, typeOf(chunk, otherwise.value)]) : found;
}

/** Whether it is `typing.cast`. */
export const isCast = (callee: Type): boolean => callee.kind === 'function' && CAST.test(callee.ref);

const CAST = /\/typing\.pyi#cast@\d+$/;

/** `cast(T, value)` is whatever its author says. */
function typeOfCast(chunk: Chunk, call: Call): Type {
  const [type] = call.args;
  return type?.stars === 0 ? annotatedType(chunk, type.value) : unknown;
}

const TYPE = /\/builtins\.pyi#type@\d+$/;

/** `type(x)` */
const typeOfType = (chunk: Chunk, { args: [object] }: Call): Type =>
  object?.stars === 0
    ? unionOf(
        membersOf(typeOf(chunk, object.value)).map((it) =>
          it.kind === 'instance' ? classType(it.ref, it.args) : unknown,
        ),
      )
    : unknown;

const TYPE_VARIABLES: Readonly<Record<string, 'type' | 'param-spec'>> = {
  'typing.TypeVar': 'type',
  'typing.ParamSpec': 'param-spec',
  'typing.TypeVarTuple': 'param-spec',
};

/** `T = TypeVar("T", bound=Future)` */
function typeVariable(chunk: Chunk, path: string, call: Call): Type {
  const variety = TYPE_VARIABLES[path];
  const name = call.args[0]?.value;
  if (!variety || name?.kind !== 'Constant' || typeof name.value !== 'string') return unknown;
  const bound = call.args.find((argument) => argument.name === 'bound');
  return typeVar(name.value, variety, bound && annotatedType(chunk, bound.value));
}

/** What may be None has been checked by the author, or fails for a reason that is not ours. */
export function resultOfCalling(chunk: Chunk, callee: Type, args: Arguments): Type {
  const callees = membersOf(callee);
  const called = callees.length > 1 ? callees.filter((type) => type.kind !== 'none') : callees;
  return unionOf(called.map((type) => resultOfOne(chunk, type, args)));
}

function resultOfOne(chunk: Chunk, callee: Type, args: Arguments): Type {
  switch (callee.kind) {
    case 'function':
      return resultOfFunction(chunk, callee, args);
    case 'class':
      return construct(chunk, callee, args);
    case 'callable':
      return withoutTypeVars(callee.result);
    case 'instance':
      return (
        callMember(
          chunk,
          callee,
          '__call__',
          args.positional.map(({ type }) => type()),
        ) ?? unknown
      );
    case 'external':
      return externalType(`${callee.path}()`);
    case 'typevar':
      return callee.bound ? resultOfCalling(chunk, callee.bound, args) : unknown;
    default:
      return unknown;
  }
}

/**
 * Calling a function or bound method: what its overloads give that fit, the first alone where all is known. Where none seems to
 * fit, the call is made all the same.
 */
export function resultOfFunction(chunk: Chunk, callee: FunctionType, args: Arguments): Type {
  const results: Type[] = [];
  const isSure = !isOpen(args) && [...args.positional, ...args.named.values()].every(({ type }) => isDefinite(type()));
  const refs = overloadsFor(chunk, callee, args);
  for (const ref of refs) {
    const signature = chunk.project.ask.signature(ref);
    if (!signature) return unknown;
    const receiverFit = fitOfReceiver(chunk, signature, callee.receiver);
    const solved = receiverFit === 'no' ? undefined : match(chunk, parametersAfter(signature, callee.receiver), args);
    if (!solved) continue;
    results.push(resultOfOverload(chunk, callee, ref, signature, solved));
    if (isSure && receiverFit === 'yes' && !leavesLiteralsOpen(signature, args)) break;
  }
  return unionOf(results.length > 0 ? results : refs.map((ref) => resultWithoutArguments(chunk, callee, ref)));
}

function resultOfOverload(
  chunk: Chunk,
  { receiver }: FunctionType,
  ref: string,
  signature: Signature,
  solved: Map<string, Type>,
): Type {
  if (receiver) {
    solveReceiver(chunk, signature, receiver, solved);
    solved.set('Self', selfOf(receiver));
  }
  return withoutTypeVars(substitute(resultBeforeSubstitution(chunk, ref, signature), solved));
}

function resultWithoutArguments(chunk: Chunk, callee: FunctionType, ref: string): Type {
  const signature = chunk.project.ask.signature(ref);
  return signature ? resultOfOverload(chunk, callee, ref, signature, new Map()) : unknown;
}

/** Where any number of arguments is handed on with `*xs`, the overloads that take any number are meant. */
function overloadsFor(chunk: Chunk, callee: FunctionType, args: Arguments): readonly string[] {
  const { ask } = chunk.project;
  const refs = ask.overloads(callee.ref);
  if (!args.more || refs.length === 1) return refs;
  const variadic = refs.filter((ref) => ask.signature(ref)?.parameters.some(({ type }) => type === 'args'));
  return variadic.length > 0 ? variadic : refs;
}

/** `flag: Literal[True]` with a variable for the flag: another overload may be meant. */
const leavesLiteralsOpen = ({ parameters }: Signature, args: Arguments): boolean =>
  parameters.some(({ name, literals }) => {
    const argument = literals && args.named.get(name);
    return argument !== undefined && argument.literal === undefined;
  });

const isDefinite = (type: Type): boolean => !['unknown', 'union', 'external', 'typevar'].includes(type.kind);

/** `self: Popen[str]` in overloads. What a protocol asks for cannot always be told. */
function fitOfReceiver(chunk: Chunk, signature: Signature, receiver: Type | undefined): 'yes' | 'maybe' | 'no' {
  const annotation = receiver && signature.isOverload ? signature.parameters[0]?.annotation : undefined;
  if (!annotation || !receiver) return 'yes';
  if (!mayFit(chunk, annotation, receiver)) return 'no';
  return annotation.kind === 'instance' && isProtocol(chunk, annotation.ref) ? 'maybe' : 'yes';
}

const selfOf = (receiver: Type): Type => (receiver.kind === 'class' ? instanceOf(receiver) : receiver);

/** What the function's own words say, type variables unsolved. */
function resultBeforeSubstitution(chunk: Chunk, ref: string, signature: Signature): Type {
  const { isAsync, isGenerator } = signature;
  if (isGenerator) return signature.returns ?? generatorType(chunk, isAsync, chunk.project.ask.inferredReturn(ref));
  if (isAsync) return coroutineType(signature.returns ?? chunk.project.ask.inferredReturn(ref));
  if (signature.returns === undefined) return chunk.project.ask.inferredReturn(ref);
  return chunk.project.ask.mayReturnCoroutine(ref) && awaited(chunk, signature.returns) === undefined
    ? unknown
    : signature.returns;
}

function generatorType(chunk: Chunk, isAsync: boolean, element: Type): Type {
  const type = chunk.project.ask.publicName(`typing.${isAsync ? 'AsyncGenerator' : 'Generator'}|${chunk.file.uri}`);
  return type?.kind === 'class'
    ? instanceType(type.ref, isAsync ? [element, unknown] : [element, unknown, unknown])
    : unknown;
}

/** `self: Popen[str]` and the type arguments of the receiver's class. */
export function solveReceiver(chunk: Chunk, signature: Signature, receiver: Type, solved: Map<string, Type>): void {
  if (receiver.kind !== 'instance' && receiver.kind !== 'class') return;
  const [first] = signature.parameters;
  if (first?.annotation?.kind === 'typevar' || first?.annotation?.kind === 'class')
    unify(chunk, first.annotation, receiver, solved);
  const owner = signature.ownerClass;
  const info = chunk.project.ask.classInfo(receiver.ref);
  if (owner === undefined || !info) return;
  const own = new Map(info.parameters.map((name, i) => [name, receiver.args[i] ?? unknown]));
  const entry = info.mro.find(({ ref }) => ref === owner);
  const parameters = chunk.project.ask.classInfo(owner)?.parameters ?? [];
  for (const [i, name] of parameters.entries()) {
    const argument = owner === receiver.ref ? own.get(name) : entry?.args[i] && substitute(entry.args[i], own);
    if (argument && !solved.has(name)) solved.set(name, argument);
  }
}

export const parametersAfter = (signature: Signature, receiver: Type | undefined): readonly ParameterType[] =>
  receiver && signature.parameters[0]?.type !== 'args' ? signature.parameters.slice(1) : signature.parameters;

/** Solves type variables from the arguments; undefined when the arguments certainly do not fit. */
function match(chunk: Chunk, parameters: readonly ParameterType[], args: Arguments): Map<string, Type> | undefined {
  const solved = new Map<string, Type>();
  let taken = 0;
  for (const parameter of parameters) {
    if (parameter.type === 'kwargs') continue;
    if (parameter.type === 'args') {
      for (const argument of [...args.positional.slice(taken), ...(args.more ? [args.more] : [])])
        if (!accept(chunk, parameter, argument, solved)) return undefined;
      taken = args.positional.length;
      continue;
    }
    const positional = parameter.type === 'keyword-only' ? undefined : args.positional[taken];
    const argument = positional ?? (parameter.type === 'positional-only' ? undefined : args.named.get(parameter.name));
    if (positional) taken++;
    if (argument) {
      if (!accept(chunk, parameter, argument, solved)) return undefined;
    } else if (!parameter.hasDefault && !mayBeGiven(parameter, args)) return undefined;
  }
  if (taken < args.positional.length) return undefined;
  const takesAnyName = parameters.some(({ type }) => type === 'kwargs');
  for (const name of args.named.keys())
    if (!takesAnyName && !parameters.some((parameter) => parameter.name === name)) return undefined;
  return solved;
}

const mayBeGiven = ({ type }: ParameterType, { more, hasMoreNames }: Arguments): boolean =>
  (more !== undefined && type !== 'keyword-only') || (hasMoreNames && type !== 'positional-only');

function accept(chunk: Chunk, parameter: ParameterType, argument: ArgumentValue, solved: Map<string, Type>): boolean {
  const { annotation, literals } = parameter;
  if (literals && argument.literal !== undefined && !literals.includes(argument.literal)) return false;
  if (!annotation || annotation.kind === 'unknown') return true;
  const type = argument.type();
  unify(chunk, annotation, type, solved);
  return mayFit(chunk, annotation, type);
}

/** Whether a value can be meant by an annotation: only a sure contradiction says no. */
export function mayFit(chunk: Chunk, annotation: Type, type: Type): boolean {
  if (type.kind === 'union') return type.items.some((item) => mayFit(chunk, annotation, item));
  if (annotation.kind === 'union') return annotation.items.some((item) => mayFit(chunk, item, type));
  if (annotation.kind === 'none') return type.kind === 'none' || type.kind === 'unknown' || type.kind === 'external';
  if (type.kind === 'none') return annotation.kind !== 'instance' || annotation.ref.endsWith('#object@0');
  if (annotation.kind === 'typevar') return annotation.bound === undefined || mayFit(chunk, annotation.bound, type);
  if (annotation.kind === 'callable' && isCallable(type))
    return mayFit(chunk, annotation.result, resultOfCalling(chunk, type, openArguments));
  if (annotation.kind !== 'instance') return true;
  if (type.kind === 'coroutine') return coroutineMayFit(chunk, annotation.ref);
  if (type.kind !== 'instance') return true;
  if (isProtocol(chunk, annotation.ref)) return hasMembersOf(chunk, annotation.ref, type);
  return isSubclass(chunk.project, type.ref, annotation.ref) !== false || isPromotion(annotation.ref, type.ref);
}

function coroutineMayFit(chunk: Chunk, annotation: string): boolean {
  const cls = chunk.project.ask.publicName(`types.CoroutineType|${chunk.file.uri}`);
  if (cls?.kind !== 'class') return true;
  if (isProtocol(chunk, annotation)) return hasMembersOf(chunk, annotation, instanceType(cls.ref));
  return isSubclass(chunk.project, cls.ref, annotation) !== false;
}

/** PEP 544: a class fits a protocol when it has what the protocol names. */
const hasMembersOf = (chunk: Chunk, protocol: string, type: Type): boolean =>
  chunk.project.ask.protocolMembers(protocol).every((name) => member(chunk, type, name) !== undefined);

const isProtocol = (chunk: Chunk, ref: string): boolean => chunk.project.ask.isProtocol(ref);

/** PEP 484: an int will do where a float is wanted. */
const isPromotion = (annotation: string, type: string): boolean =>
  /#(float|complex)@0$/.test(annotation) && /#(int|float)@0$/.test(type);

/**
 * Finds what the type variables of a parameter's annotation stand for in an argument's type.
 * `within` names the protocols that are being looked through.
 */
function unify(
  chunk: Chunk,
  annotation: Type,
  type: Type,
  solved: Map<string, Type>,
  within: readonly string[] = [],
): void {
  if (type.kind === 'unknown') {
    for (const name of typeVarsIn(annotation)) solved.set(name, unknown);
    return;
  }
  switch (annotation.kind) {
    case 'typevar': {
      const before = solved.get(annotation.name);
      solved.set(annotation.name, before ? unionOf([before, type]) : type);
      return;
    }
    case 'coroutine':
      unify(chunk, annotation.result, awaited(chunk, type) ?? unknown, solved, within);
      return;
    case 'callable':
      if (isCallable(type))
        unify(chunk, annotation.result, resultOfCalling(chunk, type, openArguments), solved, within);
      return;
    case 'class':
      if (type.kind === 'class')
        unify(chunk, instanceType(annotation.ref, annotation.args), instanceOf(type), solved, within);
      return;
    case 'union':
      for (const item of annotation.items) unify(chunk, item, type, solved, within);
      return;
    case 'instance':
      if (annotation.args.length > 0) unifyInstance(chunk, annotation, type, solved, within);
      return;
    default:
      return;
  }
}

function typeVarsIn(type: Type): readonly string[] {
  const names: string[] = [];
  collectTypeVars(type, names);
  return names;
}

const isCallable = ({ kind }: Type): boolean =>
  kind === 'function' || kind === 'callable' || kind === 'class' || kind === 'instance';

function unifyInstance(
  chunk: Chunk,
  annotation: InstanceType,
  type: Type,
  solved: Map<string, Type>,
  within: readonly string[],
): void {
  const { ref, args } = annotation;
  if (type.kind === 'coroutine') {
    const last = args.at(-1);
    if (last) unify(chunk, last, type.result, solved, within);
    return;
  }
  if (type.kind !== 'instance') return;
  const info = chunk.project.ask.classInfo(type.ref);
  const own = new Map(info?.parameters.map((name, i) => [name, type.args[i] ?? unknown]));
  const entry = info?.mro.find((candidate) => candidate.ref === ref);
  const found = ref === type.ref ? type.args : entry?.args.map((arg) => substitute(arg, own));
  if (found) for (const [i, arg] of args.entries()) unify(chunk, arg, found[i] ?? unknown, solved, within);
  else if (isProtocol(chunk, ref)) unifyProtocol(chunk, annotation, type, solved, within);
}

/** `SupportsIter[T]` for a list: T is what the list's own `__iter__` gives. */
function unifyProtocol(
  chunk: Chunk,
  { ref, args }: InstanceType,
  type: Type,
  solved: Map<string, Type>,
  within: readonly string[],
): void {
  if (within.includes(ref)) return;
  const { ask } = chunk.project;
  const own = argumentsOf(ask.classInfo(ref)?.parameters ?? [], args);
  for (const name of ask.protocolMembers(ref)) {
    const asked = ask.ownMember(`${ref}|${name}`);
    const signature = asked?.kind === 'function' ? ask.signature(asked.ref) : undefined;
    if (asked?.kind !== 'function' || !signature?.returns || signature.descriptor !== 'none') continue;
    const wanted = substitute(resultBeforeSubstitution(chunk, asked.ref, signature), own);
    unify(chunk, wanted, callMember(chunk, type, name, []) ?? unknown, solved, [...within, ref]);
  }
}

// --------------------------------------------------------------------------------- constructors

const PARTIAL = /\/functools\.pyi#partial(method)?@\d+$/;

function construct(chunk: Chunk, type: ClassType, args: Arguments): Type {
  if (PARTIAL.test(type.ref)) {
    const [first] = args.positional;
    const callee = first?.type() ?? unknown;
    return callee.kind === 'unknown' ? unknown : callableType(resultOfCalling(chunk, callee, openArguments), callee);
  }
  if (isTrait(type)) return makeTrait(chunk, type, args);
  const info = chunk.project.ask.classInfo(type.ref);
  if (!info) return unknown;
  if (info.parameters.length === 0 || type.args.length > 0) return instanceType(type.ref, type.args);
  return instanceType(type.ref, solveConstructor(chunk, type, info.parameters, args));
}

function solveConstructor(
  chunk: Chunk,
  type: ClassType,
  parameters: readonly string[],
  args: Arguments,
): readonly Type[] {
  const init = member(chunk, type, '__init__');
  const maker = init?.kind === 'function' && !init.ref.includes('#object.') ? init : member(chunk, type, '__new__');
  if (maker?.kind !== 'function') return parameters.map(() => unknown);
  for (const ref of chunk.project.ask.overloads(maker.ref)) {
    const signature = chunk.project.ask.signature(ref);
    const solved = signature && match(chunk, signature.parameters.slice(1), args);
    if (!solved) continue;
    const { returns } = signature;
    const declared = returns?.kind === 'instance' && returns.ref === type.ref ? returns.args : [];
    return parameters.map((name, i) => withoutTypeVars(substitute(declared[i] ?? typeVar(name), solved)));
  }
  return parameters.map(() => unknown);
}
