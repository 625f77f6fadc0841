import type { Argument, Call } from '../facts/nodes.ts';

/** Which argument of a call is meant. Positions count from 0, without the bound `self`. */
export interface ArgumentPlace {
  /** Undefined for keyword-only parameters. */
  readonly position?: number;
  /** Undefined for positional-only parameters. */
  readonly name?: string;
  /** All positional arguments from `position` on. */
  readonly rest?: true;
  /** All arguments given by name. */
  readonly names?: true;
}

/** The arguments at a place: none, one, or several for `rest`. Nothing at or behind `*args` is known by position. */
export function argumentsAt(call: Call, place: ArgumentPlace): readonly Argument[] {
  const named = call.args.find((argument) => argument.name !== undefined && argument.name === place.name);
  if (named) return [named];
  const byName = place.names ? call.args.filter(({ name }) => name !== undefined) : [];
  if (place.position === undefined) return byName;
  const positional = positionalBeforeStar(call.args);
  const end = place.rest ? undefined : place.position + 1;
  return [...positional.slice(place.position, end), ...byName];
}

/** Whether `*args` or `**kwargs` may fill the place in. */
export const isOpenEnded = (call: Call): boolean => call.args.some((argument) => argument.stars > 0);

function positionalBeforeStar(args: readonly Argument[]): readonly Argument[] {
  const positional = args.filter((argument) => argument.name === undefined && argument.stars < 2);
  const star = positional.findIndex((argument) => argument.stars === 1);
  return star < 0 ? positional : positional.slice(0, star);
}
