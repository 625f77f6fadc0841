import { unknown, type Type } from '../types/types.ts';

/** The arguments of a call, typed on demand. */
export interface Arguments {
  readonly positional: readonly ArgumentValue[];
  readonly named: ReadonlyMap<string, ArgumentValue>;
  /** What `*xs` may add to the positional arguments: each of its elements. */
  readonly more: ArgumentValue | undefined;
  /** `**xs`: there may be more names than are listed. */
  readonly hasMoreNames: boolean;
}

export interface ArgumentValue {
  readonly type: () => Type;
  /** What a literal says; undefined for other expressions. */
  readonly literal: string | number | boolean | undefined;
}

export const argumentsFromTypes = (types: readonly Type[]): Arguments => ({
  positional: types.map((type) => ({ type: () => type, literal: undefined })),
  named: new Map(),
  more: undefined,
  hasMoreNames: false,
});

export const unknownArgument: ArgumentValue = { type: () => unknown, literal: undefined };

export const openArguments: Arguments = {
  positional: [],
  named: new Map(),
  more: unknownArgument,
  hasMoreNames: true,
};

export const isOpen = ({ more, hasMoreNames }: Arguments): boolean => more !== undefined || hasMoreNames;
