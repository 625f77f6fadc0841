import type { Call } from '../../facts/nodes.ts';
import type { Chunk } from '../names/project.ts';
import { isStandard } from '../types/standard-names.ts';
import { classType, following, membersOf, typeVar, unionOf, unknown, type Type } from '../types/types.ts';
import { annotatedType, declaredType } from './annotations.ts';
import { typeOf } from './expressions.ts';
import { member } from './members.ts';

/** What calls give that no signature tells of; undefined for all others. */
export function typeOfSpecialCall(chunk: Chunk, call: Call, callee: Type): Type | undefined {
  if (callee.kind === 'external' && callee.path.startsWith('typing.')) return typeVariable(chunk, callee.path, call);
  if (isCast(callee)) return typeOfCast(chunk, call);
  if (callee.kind === 'class' && isStandard(callee, 'builtins.type') && call.args.length === 1)
    return typeOfType(chunk, call);
  return isStandard(callee, 'builtins.getattr') ? typeOfGetattr(chunk, call) : undefined;
}

/** `getattr(x, "name")` is `x.name`; what it gives where there is none has to be told apart before it is used. */
function typeOfGetattr(chunk: Chunk, { args: [object, name, otherwise] }: Call): Type {
  if (object?.stars !== 0 || name?.value.kind !== 'Constant' || typeof name.value.value !== 'string') return unknown;
  const found = member(chunk, typeOf(chunk, object.value), name.value.value) ?? unknown;
  return otherwise ? unionOf([found, typeOf(chunk, otherwise.value)]) : found;
}

/** Whether it is `typing.cast`. */
export const isCast = (callee: Type): boolean => isStandard(callee, 'typing.cast');

/** `cast(T, value)` is whatever its author says. */
function typeOfCast(chunk: Chunk, call: Call): Type {
  const [type] = call.args;
  return type?.stars === 0 ? declaredType(chunk, type.value) : unknown;
}

/** `type(x)` */
const typeOfType = (chunk: Chunk, { args: [object] }: Call): Type =>
  object?.stars === 0
    ? unionOf(
        membersOf(typeOf(chunk, object.value)).map((it) =>
          it.kind === 'instance' ? following(it, classType(it.ref, it.args)) : unknown,
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
