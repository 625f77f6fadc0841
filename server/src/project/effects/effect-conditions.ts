import { bindingsBehindTests } from '../../facts/behind-tests.ts';
import { canFallThrough } from '../../facts/function-bodies.ts';
import type { Call, Expression, FunctionDef, Name, Node, Parameter, Statement } from '../../facts/nodes.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import type { Chunk } from '../names/project.ts';
import type { EffectCondition } from './effect.ts';

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
    case 'Call':
      return instanceCondition(chunk, test, held, within);
    case 'Name': {
      const parameter = parameterBehind(chunk, test, within, held);
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
      const isNotNone = (operator === 'is not') === held;
      const parameter = parameterBehind(chunk, test.left, within, isNotNone);
      return parameter ? [{ parameter: parameter.name, is: isNotNone ? 'not None' : 'None' }] : [];
    }
    default:
      return [];
  }
}

const isNone = (node: Node | undefined): boolean => node?.kind === 'Constant' && node.type === 'None';

/** `isinstance(file, str)` */
function instanceCondition(
  chunk: Chunk,
  { func, args }: Call,
  held: boolean,
  within: FunctionDef,
): readonly EffectCondition[] {
  const [value, type] = args;
  if (func.kind !== 'Name' || func.name !== 'isinstance' || value?.value.kind !== 'Name' || !type) return [];
  const parameter = parameterBehind(chunk, value.value, within, false);
  const named = type.value.kind === 'Collection' ? type.value.elements : [type.value];
  const classes = named.map((item) => typeOf(chunk, item)).flatMap((item) => (item.kind === 'class' ? item.ref : []));
  if (!parameter || classes.length < named.length) return [];
  return [{ parameter: parameter.name, is: held ? 'instance' : 'no instance', classes }];
}

/**
 * The parameter that a name stands for. It may have been assigned anew only where the test at hand holds for the parameter
 * itself: `if address: address = resolve(address)` leaves an empty address as it is.
 */
export function parameterBehind(
  chunk: Chunk,
  name: Name,
  within: FunctionDef,
  mayBeReplaced: boolean,
): Parameter | undefined {
  const origins = originsOf(chunk, name);
  const parameter = origins.find((node) => node?.kind === 'Parameter');
  if (parameter?.kind !== 'Parameter' || parentOf(chunk.facts, parameter) !== within) return undefined;
  const isKept = origins.every(
    (node) =>
      node === parameter ||
      (mayBeReplaced &&
        node?.kind === 'Name' &&
        node.start < name.start &&
        isBehindTest(chunk, node, parameter, within)),
  );
  return isKept ? parameter : undefined;
}

/** The parameters and targets that a name's value can come from. */
const originsOf = ({ facts }: Chunk, name: Name): readonly (Node | undefined)[] =>
  bindingsBehindTests(facts, facts.reaching.get(name.id) ?? []).map(
    (index) => facts.nodes[facts.bindings[index]?.node ?? -1],
  );

/** Whether an `if` around a place asks for the parameter to be true, or something. */
function isBehindTest(chunk: Chunk, node: Node, parameter: Parameter, within: FunctionDef): boolean {
  let child: Node = node;
  for (const parent of ancestors(chunk.facts, node)) {
    if (parent === within) break;
    if (parent.kind === 'If' && parent.body.some((statement) => statement === child)) {
      const asked = conditionsOf(chunk, parent.test, true, within);
      if (asked.some((one) => one.parameter === parameter.name && (one.is === 'true' || one.is === 'not None')))
        return true;
    }
    child = parent;
  }
  return false;
}
