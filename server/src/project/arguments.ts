import type { Call, Expression } from '../facts/nodes.ts';
import { typeOf } from './expressions.ts';
import { elementOf } from './members.ts';
import type { Chunk } from './project.ts';
import { unknown, type Type } from './types.ts';

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

const unknownArgument: ArgumentValue = { type: () => unknown, literal: undefined };

export const openArguments: Arguments = {
  positional: [],
  named: new Map(),
  more: unknownArgument,
  hasMoreNames: true,
};

export const isOpen = ({ more, hasMoreNames }: Arguments): boolean => more !== undefined || hasMoreNames;

export function argumentsOfCall(chunk: Chunk, call: Call): Arguments {
  const positional: ArgumentValue[] = [];
  const named = new Map<string, ArgumentValue>();
  let more: ArgumentValue | undefined;
  let hasMoreNames = false;
  for (const { name, stars, value } of call.args) {
    const argument = {
      type: () => typeOf(chunk, value),
      literal: value.kind === 'Constant' ? value.value : undefined,
    };
    if (stars === 2) hasMoreNames = true;
    else if (stars === 1) more = more ? unknownArgument : elementsOf(chunk, value);
    else if (name !== undefined) named.set(name, argument);
    else if (more) more = unknownArgument;
    else positional.push(argument);
  }
  return { positional, named, more, hasMoreNames };
}

const elementsOf = (chunk: Chunk, iterable: Expression): ArgumentValue => ({
  type: () => elementOf(chunk, typeOf(chunk, iterable), false) ?? unknown,
  literal: undefined,
});
