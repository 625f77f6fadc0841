import { typeKey, type Type } from './types.ts';

export interface MroEntry {
  readonly ref: string;
  /** In terms of the type parameters of the class whose MRO this is. */
  readonly args: readonly Type[];
}

export interface ClassInfo {
  /** The class itself first, `object` last. */
  readonly mro: readonly MroEntry[];
  /** A base that is not known: attributes that are not found may still exist. */
  readonly hasUnknownBase: boolean;
  /** Names of the type parameters, in order. */
  readonly parameters: readonly string[];
}

export function equalClassInfo(a: ClassInfo | undefined, b: ClassInfo | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && describe(a) === describe(b));
}

const describe = (info: ClassInfo): string =>
  JSON.stringify([info.hasUnknownBase, info.parameters, info.mro.map((entry) => [entry.ref, entry.args.map(typeKey)])]);
