import type { Call, Constant, Expression, FunctionDef, Name, Node, Parameter, Statement } from '../facts/nodes.ts';
import { blocksOf } from '../facts/statement-blocks.ts';
import { ancestors, parentOf } from '../facts/walk.ts';
import type { EffectCondition } from './chunk-view.ts';
import { canFallThrough } from './functions.ts';
import type { Chunk } from './project.ts';

/**
 * What the parameters of a function must be for a place in it to be reached: `if sync:` around it, `if not sync: return`
 * above it, `for _ in range(attempts)` around it. Tests of anything else say nothing.
 */
export function conditionsAt(chunk: Chunk, node: Node, within: FunctionDef): readonly EffectCondition[] {
  const found: EffectCondition[] = [];
  let child = node;
  for (const parent of ancestors(chunk.facts, node)) {
    found.push(...conditionsOfBranch(chunk, parent, child, within), ...conditionsAbove(chunk, parent, child, within));
    if (parent === within) break;
    child = parent;
  }
  return found;
}

function conditionsOfBranch(chunk: Chunk, parent: Node, child: Node, within: FunctionDef): readonly EffectCondition[] {
  const isIn = (statements: readonly Statement[]): boolean => statements.some((statement) => statement === child);
  switch (parent.kind) {
    case 'If':
      if (isIn(parent.body)) return conditionsOf(chunk, parent.test, true, within);
      return isIn(parent.orelse) ? conditionsOf(chunk, parent.test, false, within) : [];
    case 'IfExp':
      if (child === parent.test) return [];
      return conditionsOf(chunk, parent.test, child === parent.body, within);
    case 'While':
      return isIn(parent.body) ? conditionsOf(chunk, parent.test, true, within) : [];
    case 'BoolOp':
      return child === parent.right ? conditionsOf(chunk, parent.left, parent.operator === 'and', within) : [];
    case 'For': {
      const rounds = isIn(parent.body) ? roundsOf(parent.iter) : undefined;
      return rounds ? conditionsOf(chunk, rounds, true, within) : [];
    }
    default:
      return [];
  }
}

/** `n` of `range(n)` */
const roundsOf = (iter: Expression): Expression | undefined =>
  iter.kind === 'Call' && iter.func.kind === 'Name' && iter.func.name === 'range' && iter.args.length === 1
    ? iter.args[0]?.value
    : undefined;

/** `if passphrase is None: raise …` in front, in the same block. */
function conditionsAbove(chunk: Chunk, parent: Node, child: Node, within: FunctionDef): readonly EffectCondition[] {
  return blocksOf(parent).flatMap((block) => {
    const index = block.findIndex((statement) => statement === child);
    return block
      .slice(0, Math.max(0, index))
      .flatMap((statement) =>
        statement.kind === 'If' && statement.orelse.length === 0 && !canFallThrough(statement.body)
          ? conditionsOf(chunk, statement.test, false, within)
          : [],
      );
  });
}

/** What a test that held, or failed, tells of parameters. */
function conditionsOf(chunk: Chunk, test: Expression, held: boolean, within: FunctionDef): readonly EffectCondition[] {
  switch (test.kind) {
    case 'Name': {
      const parameter = parameterBehind(chunk, test, within);
      return parameter ? [{ parameter: parameter.name, is: held ? 'true' : 'false' }] : [];
    }
    case 'UnaryOp':
      return test.operator === 'not' ? conditionsOf(chunk, test.operand, !held, within) : [];
    case 'BoolOp':
      return (test.operator === 'and') === held
        ? [...conditionsOf(chunk, test.left, held, within), ...conditionsOf(chunk, test.right, held, within)]
        : [];
    case 'Compare': {
      const [operator] = test.operators;
      const [comparator] = test.comparators;
      if (test.left.kind !== 'Name' || test.operators.length > 1 || !isNone(comparator)) return [];
      if (operator !== 'is' && operator !== 'is not') return [];
      const parameter = parameterBehind(chunk, test.left, within);
      return parameter ? [{ parameter: parameter.name, is: (operator === 'is') === held ? 'None' : 'not None' }] : [];
    }
    default:
      return [];
  }
}

const isNone = (node: Node | undefined): boolean => node?.kind === 'Constant' && node.type === 'None';

/** The parameter that a name stands for, unless it is assigned anew. */
function parameterBehind({ facts }: Chunk, name: Name, within: FunctionDef): Parameter | undefined {
  const origins = new Set<number>();
  const pending = [...(facts.reaching.get(name.id) ?? [])];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    const binding = facts.bindings[index];
    if (binding?.type === 'narrow') pending.push(...binding.prior);
    else origins.add(binding?.type === 'parameter' ? binding.node : -1);
  }
  const [origin = -1, ...others] = origins;
  const parameter = facts.nodes[origin];
  return parameter?.kind === 'Parameter' && others.length === 0 && parentOf(facts, parameter) === within
    ? parameter
    : undefined;
}

// ----------------------------------------------------------------------------------- at the call

/**
 * What becomes of conditions where the function is called: conditions on what the calling function is given in turn;
 * undefined if one cannot hold, so that the place is never reached.
 */
export function conditionsAtCall(
  chunk: Chunk,
  call: Call,
  callee: FunctionDef,
  isBound: boolean,
  conditions: readonly EffectCondition[],
): readonly EffectCondition[] | undefined {
  const left: EffectCondition[] = [];
  for (const condition of conditions) {
    const given = argumentFor(call, callee, isBound, condition.parameter);
    if (given?.kind === 'Constant' && mustFail(given, condition)) return undefined;
    if (given?.kind !== 'Name') continue;
    const caller = functionAround(chunk, call);
    const parameter = caller && parameterBehind(chunk, given, caller);
    if (parameter) left.push({ ...condition, parameter: parameter.name });
  }
  return left;
}

function functionAround({ facts }: Chunk, node: Node): FunctionDef | undefined {
  for (const ancestor of ancestors(facts, node)) {
    if (ancestor.kind === 'FunctionDef') return ancestor;
    if (ancestor.kind === 'Lambda') return undefined;
  }
  return undefined;
}

/** What a parameter gets: the argument, or its default. */
function argumentFor(call: Call, callee: FunctionDef, isBound: boolean, name: string): Expression | undefined {
  const named = call.args.find((argument) => argument.name === name);
  if (named) return named.value;
  const parameter = callee.parameters.find((candidate) => candidate.name === name);
  if (!parameter || parameter.type === 'args' || parameter.type === 'kwargs') return undefined;
  if (call.args.some(({ stars }) => stars > 0)) return undefined;
  const positional = callee.parameters
    .slice(isBound ? 1 : 0)
    .filter(({ type }) => type === 'positional' || type === 'positional-only');
  const position = positional.indexOf(parameter);
  const given = position < 0 ? undefined : call.args.filter((argument) => argument.name === undefined)[position];
  return given?.value ?? parameter.default;
}

function mustFail(given: Constant, { is }: EffectCondition): boolean {
  const isTrue = truthOf(given);
  switch (is) {
    case 'None':
      return given.type !== 'None';
    case 'not None':
      return given.type === 'None';
    case 'true':
      return isTrue === false;
    case 'false':
      return isTrue === true;
  }
}

function truthOf({ type, value }: Constant): boolean | undefined {
  if (type === 'None') return false;
  return value === undefined ? undefined : Boolean(value);
}
