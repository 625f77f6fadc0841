import type { Call } from '../../facts/nodes.ts';
import { waysToBlocking } from '../../knowledge/blocking.ts';
import { lastName, partsOf } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import type { Certainty } from '../types/certainty.ts';
import type { ParameterType, Signature } from '../types/signature.ts';
import { isBuiltin, isOfObject, isStandard } from '../types/standard-names.ts';
import { substitute, withoutTypeVars } from '../types/substitution.ts';
import {
  instanceOf,
  atMost,
  callableType,
  certaintyOf,
  coroutineType,
  externalType,
  following,
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
} from '../types/types.ts';
import { argumentsOfCall } from './arguments.ts';
import { resultAsSeen } from './as-seen.ts';
import { asgiResult } from './asgi.ts';
import { isOpen, openArguments, type Arguments } from './call-arguments.ts';
import { isCalledAsCoroutine, isCalledAsPlain } from './coroutine-tests.ts';
import { typeOf } from './expressions.ts';
import { declaredGenerator, generatorType } from './generator-types.ts';
import { match, mayFit } from './matching.ts';
import { member, memberOfClassRaw } from './members.ts';
import { awaited, callMember } from './protocols.ts';
import { typeOfSpecialCall } from './special-calls.ts';
import { isSuper, typeOfSuper } from './super.ts';
import { lookup } from './tables.ts';
import { isTrait, makeTrait } from './traits.ts';
import { unify } from './unify.ts';

export function typeOfCall(chunk: Chunk, call: Call): Type {
  if (isSuper(call)) return typeOfSuper(chunk, call);
  const callee = typeOf(chunk, call.func);
  const special = typeOfSpecialCall(chunk, call, callee);
  if (special) return special;
  const result = asTablesName(chunk, callee, resultOfCalling(chunk, callee, argumentsOfCall(chunk, call)));
  if (result.kind === 'coroutine') return isCalledAsPlain(chunk, call) ? unknown : result;
  return isCalledAsCoroutine(chunk, call)
    ? coroutineType(awaitedResult(chunk, result))
    : (asgiResult(chunk, call, callee, result) ?? result);
}

/** What is not known of what a library's function gives still has a name: `boto3.resource()`. */
function asTablesName(chunk: Chunk, callee: Type, result: Type): Type {
  if (result.kind !== 'unknown' || callee.kind !== 'function') return result;
  const way = lookup(chunk, callee, waysToBlocking);
  return way === undefined ? result : externalType(`${way}()`);
}

/** Of a callable that gives awaitables to some and plain values to others, what the awaitables give. */
const awaitedResult = (chunk: Chunk, result: Type): Type =>
  unionOf(membersOf(result).map((item) => awaited(chunk, item) ?? never));

/** What may be None has been checked by the author, or fails for a reason that is not ours. */
export function resultOfCalling(chunk: Chunk, callee: Type, args: Arguments): Type {
  const callees = membersOf(callee);
  const called = callees.length > 1 ? callees.filter((type) => type.kind !== 'none') : callees;
  return unionOf(called.map((type) => following(type, resultOfOne(chunk, type, args))));
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
      return resultOfCallingObject(chunk, callee, args);
    case 'external':
      return externalType(`${callee.path}()`);
    case 'typevar':
      return callee.bound ? resultOfCalling(chunk, callee.bound, args) : unknown;
    default:
      return unknown;
  }
}

/**
 * `__call__: F` only declares that an object is called as the function that it was made of: what gives a plain value there may give an
 * awaitable here.
 */
function resultOfCallingObject(chunk: Chunk, callee: InstanceType, { positional }: Arguments): Type {
  const result = callMember(
    chunk,
    callee,
    '__call__',
    positional.map(({ type }) => type()),
  );
  const isDeclared = memberOfClassRaw(chunk, callee.ref, '__call__')?.kind === 'typevar';
  return result === undefined || (isDeclared && awaited(chunk, result) === undefined) ? unknown : result;
}

/**
 * Calling a function or bound method: what its overloads give that fit, the first alone where all is known. Where none seems to
 * fit, the call is made all the same.
 */
export function resultOfFunction(chunk: Chunk, callee: FunctionType, args: Arguments): Type {
  if (mayBeOverridden(chunk, callee)) return unknown;
  const results: Type[] = [];
  const refs = overloadsFor(chunk, callee, args);
  const isSure =
    refs.length > 1 &&
    !isOpen(args) &&
    [...args.positional, ...args.named.values()].every(
      ({ type }) => isDefinite(type()) && !givesAnything(chunk, type()),
    );
  for (const ref of refs) {
    const signature = chunk.project.ask.signature(ref);
    if (!signature) return unknown;
    const receiverFit = fitOfReceiver(chunk, signature, callee.receiver);
    const solved = receiverFit === 'no' ? undefined : match(chunk, parametersAfter(signature, callee.receiver), args);
    if (!solved) continue;
    results.push(resultOfOverload(chunk, callee, ref, signature, solved));
    if (isSure && receiverFit === 'yes' && !leavesLiteralsOpen(signature, args)) break;
  }
  const result = unionOf(results.length > 0 ? results : refs.map((ref) => resultWithoutArguments(chunk, callee, ref)));
  return asInherited(result, inheritedCertainty(chunk, callee));
}

/** Calling an `async def` gives a coroutine, whatever its code comes to call. */
function asInherited(result: Type, certainty: Certainty | undefined): Type {
  if (certainty === 'proven') return result;
  if (result.kind === 'coroutine') return coroutineType(asInherited(result.result, certainty));
  return certainty ? atMost(result, certainty) : unknown;
}

/** Of methods of libraries, whose code calls other methods of the object. */
export function inheritedCertainty({ project, file }: Chunk, method: FunctionType): Certainty | undefined {
  const { ref, receiver } = method;
  if (file.isLibrary || receiver?.kind !== 'instance' || isBuiltin(method)) return 'proven';
  const owner = project.ask.signature(ref)?.ownerClass;
  const isOfLibrary = owner !== undefined && project.files.get(partsOf(owner).uri)?.isLibrary === true;
  return isOfLibrary ? project.ask.inheritedAs(receiver.ref) : 'proven';
}

/** Whether a subclass may stand behind the receiver whose method is async where this one is not, or the reverse. */
const mayBeOverridden = ({ project }: Chunk, { ref, receiver }: FunctionType): boolean =>
  receiver?.kind === 'instance' && project.ask.isOverriddenOtherwise(receiver.ref, lastName(ref));

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

/** A plain function of which nobody knows what it gives: an overload may want one that gives an awaitable. */
const givesAnything = (chunk: Chunk, type: Type): boolean =>
  type.kind === 'function' && !isDefinite(resultOfCalling(chunk, type, openArguments));

const isDefinite = (type: Type): boolean => !['unknown', 'union', 'external', 'typevar'].includes(type.kind);

/** `self: Popen[str]` in overloads. What a protocol asks for cannot always be told. */
function fitOfReceiver(chunk: Chunk, signature: Signature, receiver: Type | undefined): 'yes' | 'maybe' | 'no' {
  const annotation = receiver && signature.isOverload ? signature.parameters[0]?.annotation : undefined;
  if (!annotation || !receiver) return 'yes';
  if (!mayFit(chunk, annotation, receiver)) return 'no';
  return annotation.kind === 'instance' && chunk.project.ask.isProtocol(annotation.ref) ? 'maybe' : 'yes';
}

const selfOf = (receiver: Type): Type => (receiver.kind === 'class' ? instanceOf(receiver) : receiver);

/** What the function's own words say, type variables unsolved. */
export function resultBeforeSubstitution(chunk: Chunk, ref: string, signature: Signature): Type {
  const { isAsync, isGenerator, returns } = signature;
  const { ask } = chunk.project;
  if (signature.isMeantAsync) return unknown;
  if (isGenerator) return declaredGenerator(returns, isAsync) ?? generatorType(chunk, isAsync, ask.inferredReturn(ref));
  if (signature.mayMeanGenerator) return unknown;
  if (returns === undefined) return isAsync ? coroutineType(ask.inferredReturn(ref)) : ask.inferredReturn(ref);
  const isProven = certaintyOf(returns) === 'proven';
  if (isAsync) return coroutineType(isProven ? returns : resultAsSeen(chunk, returns, ask.inferredReturn(ref)));
  if (saysNoMoreThanCallable(returns)) {
    const inferred = ask.inferredReturn(ref);
    return inferred.kind === 'function' ? inferred : returns;
  }
  if (ask.mayReturnCoroutine(ref) && awaited(chunk, returns) === undefined) return unknown;
  return isProven ? returns : resultAsSeen(chunk, returns, ask.inferredReturn(ref));
}

/** Authors of decorators often annotate them `-> Callable[..., Any]`. */
const saysNoMoreThanCallable = (returns: Type): boolean =>
  returns.kind === 'callable' && returns.result.kind === 'unknown';

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

// --------------------------------------------------------------------------------- constructors

function construct(chunk: Chunk, type: ClassType, args: Arguments): Type {
  if (isStandard(type, 'functools.partial', 'functools.partialmethod')) {
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
  const maker = init?.kind === 'function' && !isOfObject(init) ? init : member(chunk, type, '__new__');
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
