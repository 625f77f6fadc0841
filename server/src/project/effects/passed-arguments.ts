import type { Call, Expression, FunctionDef } from '../../facts/nodes.ts';

/** What a parameter gets: the argument, or its default. */
export function argumentFor(call: Call, callee: FunctionDef, isBound: boolean, name: string): Expression | undefined {
  const named = call.args.find((argument) => argument.name === name);
  if (named) return named.value;
  const parameter = callee.parameters.find((candidate) => candidate.name === name);
  if (!parameter || parameter.type === 'args' || parameter.type === 'kwargs') return undefined;
  if (call.args.some(({ stars }) => stars > 0)) return undefined;
  const positional = callee.parameters
    .slice(isBound ? 1 : 0)
    .filter(({ type }) => type === 'positional' || type === 'positional-only');
  const position = positional.indexOf(parameter);
  const passed = position < 0 ? undefined : call.args.filter((argument) => argument.name === undefined)[position];
  return passed?.value ?? parameter.default;
}
