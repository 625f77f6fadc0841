import type { Call, Expression } from '../../facts/nodes.ts';
import type { Chunk } from '../names/project.ts';
import { unknown } from '../types/types.ts';
import { unknownArgument, type Arguments, type ArgumentValue } from './call-arguments.ts';
import { typeOf } from './expressions.ts';
import { elementOf } from './protocols.ts';

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
