import type { Parameter } from '../../facts/nodes.ts';
import { typeKey, type Type } from './types.ts';

export interface ParameterType {
  readonly name: string;
  readonly type: Parameter['type'];
  readonly hasDefault: boolean;
  readonly annotation: Type | undefined;
  /** The values that `Literal[…]` allows; undefined for other annotations. */
  readonly literals: readonly (string | number | boolean)[] | undefined;
}

/** What the outside sees of a function without looking into its body. */
export interface Signature {
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /**
   * `async def lines(self) -> AsyncIterator[str]: ...`: declared so, it is a coroutine; meant may be a generator. So may a
   * function whose last block is still empty.
   */
  readonly mayMeanGenerator?: boolean;
  /** A plain function that awaits: nobody knows what it gives until that is fixed. */
  readonly isMeantAsync?: boolean;
  readonly isOverload: boolean;
  readonly descriptor: 'none' | 'property' | 'class' | 'static';
  /** Reference of the class that a method is defined in. */
  readonly ownerClass: string | undefined;
  readonly parameters: readonly ParameterType[];
  /** The declared type of the result (of the awaited result for coroutines). */
  readonly returns: Type | undefined;
}

export function equalSignatures(a: Signature | undefined, b: Signature | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && describe(a) === describe(b));
}

const describe = (signature: Signature): string =>
  JSON.stringify(signature, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'kind' in value ? typeKey(value as Type) : value,
  );
