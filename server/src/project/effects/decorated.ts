import type { FunctionDef } from '../../facts/nodes.ts';
import { typeOf } from '../inference/expressions.ts';
import { functionDefinition, partsOf, type Definition } from '../names/definitions.ts';
import type { Project } from '../names/project.ts';
import { mustFail } from './conditions-at-call.ts';
import type { Type } from '../types/types.ts';
import type { EffectCondition } from './effect.ts';
import { argumentFor } from './passed-arguments.ts';

/**
 * Whether what a decorator puts around a function comes to a place, by what the decorator was given: `@retry(times=0)` never
 * tries again, and a coroutine function cannot fail where it is only called.
 */
export function isReachedAround(
  project: Project,
  decorated: Type,
  wrapper: string,
  conditions: readonly EffectCondition[],
): boolean {
  const outer = conditions.filter(({ isOuter }) => isOuter);
  const inner = decorated.kind === 'callable' ? decorated.of : decorated;
  const definition =
    outer.length > 0 && inner?.kind === 'function' ? functionDefinition(project, inner.ref) : undefined;
  if (inner?.kind !== 'function' || !definition) return true;
  const signature = project.ask.signature(inner.ref);
  const runsWhenCalled =
    signature?.isAsync !== true && signature?.isGenerator !== true && signature?.returns?.kind !== 'coroutine';
  return outer.every((condition) =>
    condition.is === 'plain function' ? runsWhenCalled : mayBeGiven(project, definition, wrapper, condition),
  );
}

function mayBeGiven(
  project: Project,
  { chunk, node }: Definition<FunctionDef>,
  wrapper: string,
  condition: EffectCondition,
): boolean {
  const around = partsOf(wrapper);
  return node.decorators.every(({ expression }) => {
    const maker = expression.kind === 'Call' ? typeOf(chunk, expression.func) : undefined;
    if (expression.kind !== 'Call' || maker?.kind !== 'function') return true;
    const { uri, qualifiedName } = partsOf(maker.ref);
    const factory = functionDefinition(project, maker.ref);
    const isMakerOfWrapper = uri === around.uri && around.qualifiedName.startsWith(`${qualifiedName}.<locals>.`);
    if (!factory || !isMakerOfWrapper) return true;
    const given = argumentFor(expression, factory.node, maker.receiver !== undefined, condition.parameter);
    return given?.kind !== 'Constant' || !mustFail(given, condition);
  });
}
