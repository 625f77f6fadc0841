import type { Call, Constant, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import { isSubclass } from '../names/subclass-test.ts';
import { membersOf } from '../types/types.ts';
import { parameterBehind } from './effect-conditions.ts';
import type { EffectCondition } from './effect.ts';
import { isContent } from './fetched.ts';
import { argumentFor } from './passed-arguments.ts';

/**
 * What becomes of conditions where the function is called: conditions on what the calling function is given in turn;
 * undefined if one cannot hold, so that the place is never reached.
 */
export function conditionsAtCall(
  chunk: Chunk,
  call: Call,
  callee: FunctionDef,
  isBound: boolean,
  conditions: readonly EffectCondition[],
): readonly EffectCondition[] | undefined {
  const left: EffectCondition[] = [];
  for (const condition of conditions) {
    if (condition.isOuter) continue;
    const argument = argumentFor(call, callee, isBound, condition.parameter);
    if (argument?.kind === 'Constant' && mustFail(argument, condition)) return undefined;
    if (argument && call.args.some(({ value }) => value === argument) && contradicts(chunk, argument, condition))
      return undefined;
    const caller = functionAround(chunk, call);
    const parameter = argument?.kind === 'Name' && caller && parameterBehind(chunk, argument, caller, false);
    // Who asks for coroutine functions has another way for all else: what is not known to be one goes neither.
    if (argument && condition.is === 'coroutine function' && !isCoroutineFunction(chunk, argument))
      if (!parameter || caller.isAsync) return undefined;
    if (parameter) left.push({ ...condition, parameter: parameter.name });
  }
  return left;
}

function functionAround({ facts }: Chunk, node: Node): FunctionDef | undefined {
  for (const ancestor of ancestors(facts, node)) {
    if (ancestor.kind === 'FunctionDef') return ancestor;
    if (ancestor.kind === 'Lambda') return undefined;
  }
  return undefined;
}

/** Whether an argument that is written there rules out what a function does. */
export function mustFail(argument: Constant, { is }: EffectCondition): boolean {
  const isTrue = truthOf(argument);
  switch (is) {
    case 'None':
      return argument.type !== 'None';
    case 'not None':
      return argument.type === 'None';
    case 'true':
      return isTrue === false;
    case 'false':
      return isTrue === true;
    case 'instance':
      return argument.type === 'None';
    case 'no instance':
    case 'address':
    case 'URL':
    case 'plain function':
    case 'coroutine function':
      return false;
  }
}

/**
 * Whether an argument is known to be of other classes than those asked for, or of just those where it must not be, or to be the
 * content itself where an address is asked for.
 */
function contradicts(chunk: Chunk, argument: Expression, { is, classes = [] }: EffectCondition): boolean {
  if (is === 'address' || is === 'URL') return isContent(chunk, argument, is);
  if (is === 'plain function' || is === 'coroutine function') {
    const isCoroutine = isCoroutineFunction(chunk, argument);
    return isCoroutine !== undefined && isCoroutine !== (is === 'coroutine function');
  }
  if (is !== 'instance' && is !== 'no instance') return false;
  return membersOf(typeOf(chunk, argument)).every((item) => {
    if (item.kind !== 'instance') return is === 'instance' && item.kind === 'none';
    const isOne = classes.map((ref) => isSubclass(chunk.project, item.ref, ref));
    return is === 'instance' ? isOne.every((one) => one === false) : isOne.includes(true);
  });
}

/** What `iscoroutinefunction()` says of a lambda, or of a function without decorators; undefined of others. */
function isCoroutineFunction(chunk: Chunk, argument: Expression): boolean | undefined {
  if (argument.kind === 'Lambda') return false;
  const type = typeOf(chunk, argument);
  if (type.kind !== 'function') return undefined;
  const definition = functionDefinition(chunk.project, type.ref);
  const signature = chunk.project.ask.signature(type.ref);
  if (definition?.node.decorators.length !== 0 || !signature) return undefined;
  return signature.isAsync && !signature.isGenerator;
}

function truthOf({ type, value }: Constant): boolean | undefined {
  if (type === 'None') return false;
  return value === undefined ? undefined : Boolean(value);
}
