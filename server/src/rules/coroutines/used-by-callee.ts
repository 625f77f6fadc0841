import type { Argument, Call, Expression, FunctionDef, Name, Node, Parameter } from '../../facts/nodes.ts';
import { isWithin } from '../../facts/walk.ts';
import { calleeText, passesOn, treatsAsCoroutine, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView, Definition } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';
import type { Localized } from '../../text/localized.ts';
import { isTypeErrorCaught } from '../shared/expects-failure.ts';
import { useTexts } from './use-texts.ts';

/** What happens to an awaitable at a place, also in the functions that it is passed to there: see `failing-use.ts`. */
export type FailureAt = (view: ChunkView, node: Expression, isFollowed: boolean) => Localized | undefined;

/**
 * What happens to an argument in the function that it is passed to, where that says nothing of its parameter by an
 * annotation but uses it as a plain value whenever it is called.
 */
export function usedByCallee(view: ChunkView, argument: Argument, failureAt: FailureAt): Localized | undefined {
  const call = view.parent(argument);
  if (call?.kind !== 'Call' || argument.stars > 0) return undefined;
  const callee = calleeOf(view, view.typeOf(call.func));
  const parameter = callee && parameterOf(callee, call, argument);
  if (!callee || !parameter || parameter.annotation) return undefined;
  const { view: home } = callee.definition;
  const binding = home.facts.bindings.find(({ type, node }) => type === 'parameter' && node === parameter.id);
  if (!binding || binding.escapes) return undefined;
  const uses = usesOf(home, binding);
  if (uses.some((use) => treatsAsCoroutine(home, use))) return undefined;
  for (const use of uses) {
    const isReached = home.bindingsReaching(use).every((other) => passesOn(home, other, binding));
    if (!isReached || !alwaysRuns(home, use, uses, callee.definition.node) || isTypeErrorCaught(home, use)) continue;
    const how = failureAt(home, use, false);
    if (how) return useTexts.usedByCallee(calleeText(view, call), how);
    const further = failureAt(home, use, true);
    if (further) return further;
  }
  return undefined;
}

interface Callee {
  readonly definition: Definition;
  /** Whether the first parameter is given by the call's receiver. */
  readonly isBound: boolean;
}

function calleeOf(view: ChunkView, type: Type): Callee | undefined {
  const func = type.kind === 'class' ? view.member(type, '__init__') : type;
  if (func?.kind !== 'function') return undefined;
  const definition = view.definition(func);
  return definition && { definition, isBound: type.kind === 'class' || func.receiver !== undefined };
}

function parameterOf({ definition, isBound }: Callee, call: Call, argument: Argument): Parameter | undefined {
  const { parameters } = definition.node;
  if (argument.name !== undefined)
    return parameters.find(
      ({ name, type }) => name === argument.name && (type === 'positional' || type === 'keyword-only'),
    );
  const before = call.args.slice(0, call.args.indexOf(argument));
  if (before.some(({ stars }) => stars > 0)) return undefined;
  const index = before.filter(({ name }) => name === undefined).length + (isBound ? 1 : 0);
  const parameter = parameters[index];
  return parameter?.type === 'positional' || parameter?.type === 'positional-only' ? parameter : undefined;
}

/** Whether a use is reached whatever the other parameters are. */
function alwaysRuns(view: ChunkView, use: Name, uses: readonly Name[], owner: FunctionDef): boolean {
  const earlier = view.facts.nodes
    .slice(owner.id, use.id)
    .filter((node) => node.kind === 'Return' && view.functionAround(node) === owner)
    .filter((node) => !isWithin(view.facts, use, node));
  return isPlainlyRun(view, use, owner) && earlier.every((node) => dependsOn(view, node, uses, owner));
}

/** `if not message: return`: what decides is the parameter itself. */
function dependsOn(view: ChunkView, node: Node, uses: readonly Name[], owner: FunctionDef): boolean {
  for (let parent = view.parent(node); parent && parent !== owner; parent = view.parent(parent)) {
    const test = parent.kind === 'If' ? parent.test : undefined;
    if (test && uses.some((use) => isWithin(view.facts, use, test))) return true;
  }
  return false;
}

/** Whether nothing around a use is run only sometimes. */
function isPlainlyRun(view: ChunkView, use: Name, owner: FunctionDef): boolean {
  let child: Node = use;
  for (let parent = view.parent(use); parent && parent !== owner; child = parent, parent = view.parent(parent)) {
    if ('test' in parent && parent.test === child) continue;
    if (parent.kind === 'For' && parent.iter === child) continue;
    if (parent.kind === 'BoolOp' && parent.left === child) continue;
    if (SOMETIMES.has(parent.kind)) return false;
  }
  return true;
}

const SOMETIMES = new Set<Node['kind']>([
  ...(['If', 'While', 'For', 'Match', 'MatchCase', 'ExceptHandler'] as const),
  ...(['IfExp', 'BoolOp', 'Comprehension', 'Lambda', 'FunctionDef', 'ClassDef'] as const),
]);
