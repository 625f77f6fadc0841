import type { Chunk } from '../names/project.ts';
import { argumentsOf, collectTypeVars, substitute } from '../types/substitution.ts';
import {
  instanceOf,
  instanceType,
  isCallable,
  unionOf,
  unknown,
  type InstanceType,
  type Type,
} from '../types/types.ts';
import { openArguments } from './call-arguments.ts';
import { resultBeforeSubstitution, resultOfCalling } from './calls.ts';
import { awaited, callMember } from './protocols.ts';

/**
 * Finds what the type variables of a parameter's annotation stand for in an argument's type.
 * `within` names the protocols that are being looked through.
 */
export function unify(
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
  else if (chunk.project.ask.isProtocol(ref)) unifyProtocol(chunk, annotation, type, solved, within);
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
    const asked = ask.ownMember(ref, name);
    const signature = asked?.kind === 'function' ? ask.signature(asked.ref) : undefined;
    if (asked?.kind !== 'function' || !signature?.returns || signature.descriptor !== 'none') continue;
    const wanted = substitute(resultBeforeSubstitution(chunk, asked.ref, signature), own);
    unify(chunk, wanted, callMember(chunk, type, name, []) ?? unknown, solved, [...within, ref]);
  }
}
