import {
  callableType,
  classType,
  coroutineType,
  following,
  functionType,
  instanceType,
  unionOf,
  unknown,
  type Type,
  type TypeVarType,
} from './types.ts';

/** Rebuilds a type with every type variable replaced. */
const replaceTypeVars = (type: Type, replace: (variable: TypeVarType) => Type): Type =>
  following(type, replacedIn(type, replace));

function replacedIn(type: Type, replace: (variable: TypeVarType) => Type): Type {
  switch (type.kind) {
    case 'typevar':
      return replace(type);
    case 'instance':
      return type.args.length === 0
        ? type
        : instanceType(
            type.ref,
            type.args.map((arg) => replaceTypeVars(arg, replace)),
          );
    case 'class':
      return type.args.length === 0
        ? type
        : classType(
            type.ref,
            type.args.map((arg) => replaceTypeVars(arg, replace)),
          );
    case 'coroutine':
      return coroutineType(replaceTypeVars(type.result, replace));
    case 'callable':
      return callableType(replaceTypeVars(type.result, replace), type.of && replaceTypeVars(type.of, replace));
    case 'function':
      return type.receiver ? functionType(type.ref, replaceTypeVars(type.receiver, replace)) : type;
    case 'union':
      return unionOf(type.items.map((item) => replaceTypeVars(item, replace)));
    default:
      return type;
  }
}

export type Substitution = ReadonlyMap<string, Type>;

/** Replaces the variables that are solved and keeps the others. */
export const substitute = (type: Type, solved: Substitution): Type =>
  solved.size === 0
    ? type
    : replaceTypeVars(type, (variable) => {
        const value = solved.get(variable.name);
        // A class's own variables stand for themselves in its methods: there their bound would be lost.
        return value === undefined || (value.kind === 'typevar' && value.name === variable.name) ? variable : value;
      });

/** Variables that nothing has solved are unknown. */
export const withoutTypeVars = (type: Type): Type => replaceTypeVars(type, () => unknown);

/** Adds the names of the type variables in a type, in the order in which they appear. */
export function collectTypeVars(type: Type, names: string[]): void {
  replaceTypeVars(type, (variable) => {
    if (!names.includes(variable.name)) names.push(variable.name);
    return variable;
  });
}

/** The substitution of a class's type parameters by an instance's arguments. */
export const argumentsOf = (parameters: readonly string[], args: readonly Type[]): Substitution =>
  new Map(parameters.map((name, i) => [name, args[i] ?? unknown]));
