import type { Chunk } from '../names/project.ts';
import { isSubclass } from '../names/subclass-test.ts';
import type { ParameterType } from '../types/signature.ts';
import { isBuiltin, isStandard } from '../types/standard-names.ts';
import { instanceType, isCallable, type InstanceType, type Type } from '../types/types.ts';
import { openArguments, type Arguments, type ArgumentValue } from './call-arguments.ts';
import { resultOfCalling } from './calls.ts';
import { member } from './members.ts';
import { awaited } from './protocols.ts';
import { publicName } from './public-name.ts';
import { unify } from './unify.ts';

/** Solves type variables from the arguments; undefined when the arguments certainly do not fit. */
export function match(
  chunk: Chunk,
  parameters: readonly ParameterType[],
  args: Arguments,
): Map<string, Type> | undefined {
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
    } else if (!parameter.hasDefault && !mayBePassed(parameter, args)) return undefined;
  }
  if (taken < args.positional.length) return undefined;
  const takesAnyName = parameters.some(({ type }) => type === 'kwargs');
  for (const name of args.named.keys())
    if (!takesAnyName && !parameters.some((parameter) => parameter.name === name)) return undefined;
  return solved;
}

const mayBePassed = ({ type }: ParameterType, { more, hasMoreNames }: Arguments): boolean =>
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
  if (annotation.kind === 'coroutine') return mayBeCoroutine(chunk, type);
  if (annotation.kind === 'none') return type.kind === 'none' || type.kind === 'unknown' || type.kind === 'external';
  if (type.kind === 'none') return annotation.kind !== 'instance' || isStandard(annotation, 'builtins.object');
  if (annotation.kind === 'typevar') return annotation.bound === undefined || mayFit(chunk, annotation.bound, type);
  if (annotation.kind === 'callable' && isCallable(type))
    return mayFit(chunk, annotation.result, resultOfCalling(chunk, type, openArguments));
  if (annotation.kind !== 'instance') return true;
  if (type.kind === 'coroutine') return mayBe(chunk, ['types.CoroutineType'], annotation.ref);
  if (type.kind === 'function' || type.kind === 'callable')
    return mayBe(chunk, FUNCTIONS, annotation.ref) || (type.kind === 'callable' && mayBeCalled(chunk, annotation));
  if (type.kind !== 'instance') return true;
  if (chunk.project.ask.isProtocol(annotation.ref)) return hasMembersOf(chunk, annotation.ref, type);
  return isSubclass(chunk.project, type.ref, annotation.ref) !== false || isPromotion(annotation, type);
}

const mayBeCoroutine = (chunk: Chunk, type: Type): boolean =>
  type.kind !== 'none' && (type.kind !== 'instance' || awaited(chunk, type) !== undefined);

const FUNCTIONS = ['types.FunctionType', 'types.MethodType'];

/** What is declared as a `Callable` may be an object of any class with `__call__`, which a built-in value never is. */
const mayBeCalled = (chunk: Chunk, annotation: InstanceType): boolean =>
  !isBuiltin(annotation) || member(chunk, annotation, '__call__') !== undefined;

/** Whether an object of one of these classes can be meant by the name of a class. */
const mayBe = (chunk: Chunk, names: readonly string[], annotation: string): boolean =>
  names.some((name) => {
    const cls = publicName(chunk, name);
    if (cls?.kind !== 'class') return true;
    if (chunk.project.ask.isProtocol(annotation)) return hasMembersOf(chunk, annotation, instanceType(cls.ref));
    return isSubclass(chunk.project, cls.ref, annotation) !== false;
  });

/** PEP 544: a class fits a protocol when it has what the protocol names. */
const hasMembersOf = (chunk: Chunk, protocol: string, type: Type): boolean =>
  chunk.project.ask.protocolMembers(protocol).every((name) => member(chunk, type, name) !== undefined);

/** PEP 484: an int will do where a float is wanted. */
const isPromotion = (annotation: Type, type: Type): boolean =>
  isStandard(annotation, 'builtins.float', 'builtins.complex') && isStandard(type, 'builtins.int', 'builtins.float');
