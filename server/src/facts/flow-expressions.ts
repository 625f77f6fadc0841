import {
  type Definitions,
  type Flow,
  type Loop,
  type Outcome,
  type Variable,
  apply,
  assign,
  capture,
  finish,
  join,
  many,
  mark,
  rollback,
  unchanged,
  unreachable,
} from './flow-state.ts';
import { bindAt, eachBinding, variableAt } from './flow-variables.ts';
import type { BoolOp, Call, Compare, Comprehension, Expression, IfExp, Lambda, Name, NamedExpr } from './nodes.ts';

/** Reads the nodes from `from` up to `to` (whole subtrees) in order: loads are noted, stores take effect. */
export function scan(flow: Flow, from: number, to: number): void {
  const { nodes, ends } = flow;
  for (let id = from; id < to;) {
    const node = nodes[id]!;
    switch (node.kind) {
      case 'Name':
        readName(flow, node);
        id++;
        continue;
      case 'Lambda':
        readLambda(flow, node);
        break;
      case 'Comprehension':
        comprehension(flow, node);
        break;
      case 'NamedExpr':
        named(flow, node);
        break;
      case 'BoolOp':
        boolean(flow, node);
        break;
      case 'IfExp':
        conditional(flow, node);
        break;
      default:
        id++;
        continue;
    }
    id = ends[id]!;
  }
}

const scanNode = (flow: Flow, node: Expression): void => {
  scan(flow, node.id, flow.ends[node.id]!);
};

function readName(flow: Flow, node: Name): void {
  if (node.context !== 'load') {
    bindAt(flow, node.id);
    return;
  }
  const variable = variableAt(flow, flow.scopeOf[node.id]!, node.name);
  if (variable !== undefined) flow.reads.push({ id: node.id, variable, definitions: variable.current });
}

/** The body runs later, if ever; the defaults run here. */
function readLambda(flow: Flow, node: Lambda): void {
  for (const parameter of node.parameters) if (parameter.default) scanNode(flow, parameter.default);
  flow.waiting.push(flow.scopeAt.get(node.id)!);
}

function named(flow: Flow, node: NamedExpr): void {
  scanNode(flow, node.value);
  bindAt(flow, node.target.id);
}

/** `a and b`: `b` runs only if `a` held. */
function boolean(flow: Flow, node: BoolOp): void {
  const test = condition(flow, node.left);
  const start = mark(flow);
  apply(flow, node.operator === 'and' ? test.no : test.yes);
  const short = finish(flow, start);
  apply(flow, node.operator === 'and' ? test.yes : test.no);
  scanNode(flow, node.right);
  join(flow, [short, finish(flow, start)]);
}

function conditional(flow: Flow, node: IfExp): void {
  const test = condition(flow, node.test);
  const start = mark(flow);
  apply(flow, test.yes);
  scanNode(flow, node.body);
  const yes = finish(flow, start);
  apply(flow, test.no);
  scanNode(flow, node.orelse);
  join(flow, [yes, finish(flow, start)]);
}

/** Runs in place, as often as the iterables say; only `:=` changes anything around it. */
function comprehension(flow: Flow, node: Comprehension): void {
  const [first] = node.generators;
  if (first) scanNode(flow, first.iter);
  const loop = beginLoop(flow, node.id, flow.ends[node.id]!, flow.unit);
  for (const generator of node.generators) {
    if (generator !== first) scanNode(flow, generator.iter);
    scanNode(flow, generator.target);
    for (const test of generator.conditions) apply(flow, condition(flow, test).yes);
  }
  if (node.key) scanNode(flow, node.key);
  scanNode(flow, node.element);
  endLoop(flow, loop);
  if (loop.variables.length > 0) join(flow, [finish(flow, loop.mark), capture(flow, loop.mark)]);
  else rollback(flow, loop.mark);
}

// ------------------------------------------------------------------------------------------ loops

/** At a loop's head, what the loop binds meets what was there before. `scope`: only variables of this scope. */
export function beginLoop(flow: Flow, from: number, to: number, scope = -1): Loop {
  const variables: Variable[] = [];
  const joins: number[] = [];
  const stamp = ++flow.stamps;
  eachBinding(flow, from, to, (variable) => {
    if (variable.stamp === stamp || (scope >= 0 && variable.scope !== scope)) return;
    variable.stamp = stamp;
    variables.push(variable);
    joins.push(flow.joins.length);
    flow.joins.push([variable.current]);
  });
  for (let i = 0; i < variables.length; i++) assign(flow, variables[i]!, [-2 - joins[i]!]);
  return { mark: mark(flow), variables, joins, breaks: [], finals: flow.finals.length };
}

/** Back to the head, at the end of the body or by `continue`. */
export function endLoop(flow: Flow, loop: Loop): void {
  if (!flow.alive) return;
  for (let i = 0; i < loop.variables.length; i++) flow.joins[loop.joins[i]!]!.push(loop.variables[i]!.current);
}

// ------------------------------------------------------------------------------------------ tests

/** What a test says about names, for when it holds and when it fails; to be applied where `condition` has left off. */
interface Test {
  readonly yes: Outcome;
  readonly no: Outcome;
}

const undecided: Test = { yes: unchanged, no: unchanged };

/** Reads a test. */
export function condition(flow: Flow, test: Expression): Test {
  switch (test.kind) {
    case 'BoolOp':
      return combination(flow, test);
    case 'UnaryOp': {
      if (test.operator !== 'not') break;
      const { yes, no } = condition(flow, test.operand);
      return { yes: no, no: yes };
    }
    case 'Constant':
      return test.value === true || (typeof test.value === 'number' && test.value !== 0)
        ? { yes: unchanged, no: unreachable }
        : undecided;
    case 'Name':
    case 'NamedExpr':
      scanNode(flow, test);
      return narrowing(flow, test, test);
    case 'Compare':
      scanNode(flow, test);
      return isNoneTest(test) ? narrowing(flow, test.left, test) : undecided;
    case 'Call':
      scanNode(flow, test);
      return isTypeTest(test) ? narrowing(flow, test.args[0]?.value, test) : undecided;
    default:
      break;
  }
  scanNode(flow, test);
  return undecided;
}

function combination(flow: Flow, test: BoolOp): Test {
  const isAnd = test.operator === 'and';
  const left = condition(flow, test.left);
  const start = mark(flow);
  apply(flow, isAnd ? left.no : left.yes);
  const short = finish(flow, start);
  apply(flow, isAnd ? left.yes : left.no);
  const right = condition(flow, test.right);
  const middle = mark(flow);
  apply(flow, right.yes);
  const rightYes = capture(flow, start);
  rollback(flow, middle);
  apply(flow, right.no);
  const rightNo = finish(flow, start);
  join(flow, [short, isAnd ? rightNo : rightYes]);
  const either = finish(flow, start);
  return isAnd ? { yes: rightYes, no: either } : { yes: either, no: rightNo };
}

const isNoneTest = ({ operators, comparators }: Compare): boolean => {
  const [operator] = operators;
  const [right] = comparators;
  const isNone = right?.kind === 'Constant' && right.type === 'None';
  return operators.length === 1 && isNone && (operator === 'is' || operator === 'is not');
};

/** `isinstance(x, …)`, `asyncio.iscoroutine(x)`, `callable(x)`, `hasattr(x, …)`, under whatever name they were imported. */
function isTypeTest({ func, args }: Call): boolean {
  const [first] = args;
  if (first?.stars !== 0 || first.name !== undefined || args.length > 2) return false;
  return func.kind === 'Name' || func.kind === 'Attribute';
}

/** Further tests of what has been tested this often narrow nothing, so that nobody who follows `prior` runs out of stack. */
const MAX_NARROWINGS = 32;

function depthOf(flow: Flow, definitions: Definitions): number {
  let depth = 0;
  for (let i = definitions.length - 1; i >= 0 && definitions[i]! >= flow.bindings.length; i--) {
    depth = Math.max(depth, flow.narrowings[definitions[i]! - flow.bindings.length]!.depth);
  }
  return depth;
}

/** A test about a bare name (or the name that `:=` has just bound) narrows what the name stands for. */
function narrowing(flow: Flow, subject: Expression | undefined, test: Expression): Test {
  const name = subject?.kind === 'NamedExpr' ? subject.target : subject;
  if (name?.kind !== 'Name') return undecided;
  const variable = variableAt(flow, flow.scopeOf[name.id]!, name.name);
  if (variable === undefined || variable.current.length === 0 || variable.current === many) return undecided;
  // What a module or class had before cannot be narrowed here: other chunks know it.
  if (variable.current[0]! < 0 && isOpen(flow, variable)) return undecided;
  const depth = depthOf(flow, variable.current) + 1;
  if (depth > MAX_NARROWINGS) return undecided;
  return { yes: narrowed(flow, variable, test.id, true, depth), no: narrowed(flow, variable, test.id, false, depth) };
}

function isOpen(flow: Flow, { scope }: Variable): boolean {
  const { type } = flow.scopes[scope]!;
  return type === 'module' || type === 'class';
}

function narrowed(flow: Flow, variable: Variable, node: number, positive: boolean, depth: number): Outcome {
  const index = flow.bindings.length + flow.narrowings.length;
  flow.narrowings.push({ variable, node, positive, prior: variable.current, depth });
  return { alive: true, variables: [variable], values: [[index]] };
}
