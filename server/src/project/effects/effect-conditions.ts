import { bindingsBehindTests } from '../../facts/behind-tests.ts';
import { canFallThrough } from '../../facts/function-bodies.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression, FunctionDef, Name, Node, Parameter, Statement, Try } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { coroutineTests } from '../../knowledge/conventions/asyncness.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { typeOf } from '../inference/expressions.ts';
import type { Chunk } from '../names/project.ts';
import type { EffectCondition } from './effect.ts';

/**
 * What the parameters of a function must be, and those of the functions around it, for a place in it to be reached: `if sync:` around it, `if not sync: return`
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
    case 'Try':
      return parent.handlers.some((handler) => handler === child) ? conditionsOfFailure(chunk, parent, within) : [];
    default:
      return [];
  }
}

/** `try: return function(*args)` in a wrapper around `function`, which is all that can fail. */
function conditionsOfFailure(chunk: Chunk, { body }: Try, within: FunctionDef): readonly EffectCondition[] {
  const [only, ...others] = body;
  const value = only?.kind === 'Return' || only?.kind === 'Assign' || only?.kind === 'Expr' ? only.value : undefined;
  if (others.length > 0 || value?.kind !== 'Call' || value.func.kind !== 'Name') return [];
  const { func, args } = value;
  return isOuterParameter(chunk, func, within) && args.every((argument) => argument.value.kind === 'Name')
    ? [{ parameter: func.name, is: 'plain function', isOuter: true }]
    : [];
}

/** `n` of `range(n)` */
const roundsOf = (iter: Expression): Expression | undefined =>
  iter.kind === 'Call' && iter.func.kind === 'Name' && iter.func.name === 'range' && iter.args.length === 1
    ? iter.args[0]?.value
    : undefined;

/** `if passphrase is None: raise …` in front, in the same block, or in a `with` there. */
function conditionsAbove(chunk: Chunk, parent: Node, child: Node, within: FunctionDef): readonly EffectCondition[] {
  return blocksOf(parent).flatMap((block) => {
    const index = block.findIndex((statement) => statement === child);
    return conditionsBehind(chunk, block.slice(0, Math.max(0, index)), within);
  });
}

/** What holds where statements have come to their end. What a `with` swallows is not looked at. */
const conditionsBehind = (
  chunk: Chunk,
  statements: readonly Statement[],
  within: FunctionDef,
): readonly EffectCondition[] =>
  statements.flatMap((statement) => {
    if (statement.kind === 'With') return conditionsBehind(chunk, statement.body, within);
    return statement.kind === 'If' && statement.orelse.length === 0 && !canFallThrough(statement.body)
      ? conditionsOf(chunk, statement.test, false, within)
      : [];
  });

/** What a test that held, or failed, tells of parameters. */
function conditionsOf(chunk: Chunk, test: Expression, held: boolean, within: FunctionDef): readonly EffectCondition[] {
  switch (test.kind) {
    case 'Call':
      return [...instanceCondition(chunk, test, held, within), ...coroutineCondition(chunk, test, held, within)];
    case 'Name':
      return truthCondition(chunk, test, held, within);
    case 'UnaryOp':
      return test.operator === 'not' ? conditionsOf(chunk, test.operand, !held, within) : [];
    case 'BoolOp':
      return (test.operator === 'and') === held
        ? [...conditionsOf(chunk, test.left, held, within), ...conditionsOf(chunk, test.right, held, within)]
        : [];
    case 'Compare': {
      const [operator] = test.operators;
      const [comparator] = test.comparators;
      if (held && operator === '<' && test.operators.length === 1 && isCount(chunk, test.left))
        return comparator?.kind === 'Name' ? truthCondition(chunk, comparator, true, within) : [];
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

function truthCondition(chunk: Chunk, name: Name, held: boolean, within: FunctionDef): readonly EffectCondition[] {
  const is = held ? 'true' : 'false';
  const parameter = parameterBehind(chunk, name, within, held);
  if (parameter) return [{ parameter: parameter.name, is }];
  return isOuterParameter(chunk, name, within) ? [{ parameter: name.name, is, isOuter: true }] : [];
}

/** `times` in what `def retry(times): …` makes */
export function isOuterParameter({ facts }: Chunk, name: Name, within: FunctionDef): boolean {
  const found = resolve(facts, name);
  if (found === 'module') return false;
  const outer = facts.nodes[facts.scopes[found.scope]?.node ?? -1];
  const [only, ...others] = found.bindings.map((index) => facts.nodes[facts.bindings[index]?.node ?? -1]);
  return outer !== within && others.length === 0 && only?.kind === 'Parameter' && parentOf(facts, only) === outer;
}

/** A variable that starts at 0 or above, and goes up: `attempt = 0`, `attempt += 1`. */
function isCount({ facts }: Chunk, node: Expression): boolean {
  const origins = node.kind === 'Name' ? (facts.reaching.get(node.id) ?? []) : [];
  return (
    origins.length > 0 &&
    bindingsBehindTests(facts, origins).every((index) => {
      const target = facts.nodes[facts.bindings[index]?.node ?? -1];
      const statement = target && parentOf(facts, target);
      if (statement?.kind === 'AugAssign') return statement.operator === '+=' && isNumber(statement.value);
      return statement?.kind === 'Assign' ? isNumber(statement.value) : false;
    })
  );
}

const isNumber = (node: Expression): boolean => node.kind === 'Constant' && typeof node.value === 'number';

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

/** `iscoroutinefunction(function)` */
function coroutineCondition(
  chunk: Chunk,
  { func, args }: Call,
  held: boolean,
  within: FunctionDef,
): readonly EffectCondition[] {
  const [asked] = args;
  if (asked?.value.kind !== 'Name' || !isNamedBy(coroutineTests, lastNameIn(func))) return [];
  const parameter = parameterBehind(chunk, asked.value, within, false);
  return parameter ? [{ parameter: parameter.name, is: held ? 'coroutine function' : 'plain function' }] : [];
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
