import { isStandard } from '../types/standard-names.ts';
import { argumentsOf, collectTypeVars, substitute } from '../types/substitution.ts';
import {
  callableType,
  classType,
  coroutineType,
  instanceType,
  membersOf,
  none,
  unionOf,
  unknown,
  type ClassType,
  type ExternalType,
  type Type,
} from '../types/types.ts';
import type { Chunk } from '../names/project.ts';
import { builtinInstance } from './builtin-instances.ts';
import { bareSpecialForm } from './special-forms.ts';

/** What a value found by an annotation's name stands for. */
export function meaning(chunk: Chunk, type: Type, alias: () => Type): Type {
  switch (type.kind) {
    case 'class':
      // Every value is an `object`.
      return isStandard(type, 'builtins.object') ? unknown : instanceOfGeneric(type);
    case 'typevar':
      return type;
    case 'none':
      return none;
    case 'external':
      return isSubscripted(type) ? alias() : bareSpecialForm(chunk, type.path);
    case 'union':
      return unionOf(membersOf(type).map((item) => meaning(chunk, item, () => unknown)));
    default:
      return alias();
  }
}

/** The value of an alias: `Optional[int]`, `Callable[..., Awaitable[T]]`. */
const isSubscripted = ({ path }: ExternalType): boolean => path.startsWith('typing.') && path.endsWith('[]');

/** What stands in the brackets of an annotation. */
export interface TypeArguments {
  readonly count: number;
  type(index: number): Type;
  isEllipsis(index: number): boolean;
  /** For `Literal[…]`: the type of the first value. */
  literal(): Type;
}

/** What a generic that an annotation names stands for with its arguments; `alias` is what the name stands for if it is one. */
export function parametrised(chunk: Chunk, origin: Type, alias: () => Type, args: TypeArguments): Type {
  const all = () => Array.from({ length: args.count }, (_, i) => args.type(i));
  if (origin.kind === 'class') {
    if (isStandard(origin, 'dataclasses.InitVar')) return args.type(0);
    if (origin.args.length > 0) return genericAlias(instanceOfGeneric(origin), all());
    if (isCoroutineClass(origin)) return coroutineType(args.type(2));
    if (isStandard(origin, 'builtins.type')) return classOf(args.type(0));
    if (isStandard(origin, 'builtins.tuple'))
      return instanceType(origin.ref, args.isEllipsis(1) ? [args.type(0)] : all());
    return instanceType(origin.ref, all());
  }
  if (origin.kind !== 'external' || isSubscripted(origin)) return genericAlias(alias(), all());
  switch (origin.path) {
    case 'typing.Optional':
      return unionOf([args.type(0), none]);
    case 'typing.Union':
      return unionOf(all());
    case 'typing.Callable':
      return callableType(args.type(args.count - 1));
    case 'typing.Type':
      return classOf(args.type(0));
    case 'typing.Tuple':
      return builtinInstance(chunk, 'tuple', args.isEllipsis(1) ? [args.type(0)] : all());
    case 'typing.ClassVar':
    case 'typing.Final':
    case 'typing.Annotated':
    case 'typing.Required':
    case 'typing.NotRequired':
    case 'typing.ReadOnly':
      return args.type(0);
    case 'typing.Literal':
      return args.literal();
    case 'typing.TypeGuard':
    case 'typing.TypeIs':
      return builtinInstance(chunk, 'bool');
    default:
      return unknown;
  }
}

/** `Coroutine[Any, Any, T]` is told apart from other awaitables. */
const instanceOfGeneric = (origin: ClassType): Type =>
  isCoroutineClass(origin) ? coroutineType(origin.args[2] ?? unknown) : instanceType(origin.ref, origin.args);

const isCoroutineClass = (origin: ClassType): boolean => isStandard(origin, 'typing.Coroutine', 'types.CoroutineType');

/** `_CoroutineLike[T]`: the variables of an alias stand for the arguments, in order. */
function genericAlias(alias: Type, args: readonly Type[]): Type {
  const names: string[] = [];
  collectTypeVars(alias, names);
  return substitute(alias, argumentsOf(names, args));
}

const classOf = (type: Type): Type => (type.kind === 'instance' ? classType(type.ref, type.args) : unknown);
