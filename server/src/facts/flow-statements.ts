import { beginLoop, condition, endLoop, scan } from './flow-expressions.ts';
import {
  type Flow,
  type Outcome,
  apply,
  assign,
  capture,
  finish,
  join,
  mark,
  rollback,
  unchanged,
} from './flow-state.ts';
import { addBindings, bindAt, eachBinding, ownVariable } from './flow-variables.ts';
import type {
  AnnAssign,
  Assert,
  Assign,
  AugAssign,
  ClassDef,
  ExceptHandler,
  Expression,
  For,
  FunctionDef,
  If,
  Import,
  ImportFrom,
  Match,
  MatchCase,
  Node,
  OpaqueStatement,
  Raise,
  Return,
  Simple,
  Statement,
  Try,
  While,
  With,
} from './nodes.ts';

/** Reads statements in the order in which they run. */
export function block(flow: Flow, statements: readonly Statement[]): void {
  for (const statement of statements) read(flow, statement);
}

function read(flow: Flow, node: Statement): void {
  const reader = readers[node.kind] as (flow: Flow, node: Statement) => void;
  reader(flow, node);
}

const scanNode = (flow: Flow, node: Node): void => {
  scan(flow, node.id, flow.ends[node.id]!);
};

const scanInside = (flow: Flow, node: Node): void => {
  scan(flow, node.id + 1, flow.ends[node.id]!);
};

function readImport(flow: Flow, node: Import | ImportFrom): void {
  for (const alias of node.names) bindAt(flow, alias.id);
}

function readAssign(flow: Flow, node: Assign): void {
  scanNode(flow, node.value);
  for (const target of node.targets) scanNode(flow, target);
}

function readAnnAssign(flow: Flow, node: AnnAssign): void {
  scanNode(flow, node.annotation);
  if (node.value) scanNode(flow, node.value);
  scanNode(flow, node.target);
}

function readExit(flow: Flow, node: Return | Raise): void {
  scanInside(flow, node);
  flow.alive = false;
}

/** The head runs here, the body for itself: a class's at once, a function's when it is called. */
function definition(flow: Flow, node: FunctionDef | ClassDef): void {
  const [first] = node.body;
  scan(flow, node.id + 1, first ? first.id : flow.ends[node.id]!);
  bindAt(flow, node.id);
  flow.waiting.push(flow.scopeAt.get(node.id)!);
}

function augmented(flow: Flow, node: AugAssign): void {
  const index = flow.bindingAt[node.target.id]!;
  const variable = index < 0 ? undefined : ownVariable(flow, index);
  if (variable !== undefined) flow.priors.set(index, variable.current);
  scanNode(flow, node.value);
  scanNode(flow, node.target);
}

function readAssert(flow: Flow, node: Assert): void {
  const test = condition(flow, node.test);
  if (node.message) {
    const start = mark(flow);
    apply(flow, test.no);
    scanNode(flow, node.message);
    rollback(flow, start);
  }
  apply(flow, test.yes);
}

function jump(flow: Flow, { kind }: Simple): void {
  const loop = flow.loops.at(-1);
  if (loop !== undefined && flow.alive) {
    for (const [from, to] of flow.finals.slice(loop.finals)) addBindings(flow, from, to);
    if (kind === 'Break') loop.breaks.push(capture(flow, loop.mark));
    else endLoop(flow, loop);
  }
  flow.alive = false;
}

/** A chain of `elif` is read in a loop: it may be long. */
function readIf(flow: Flow, node: If): void {
  const start = mark(flow);
  const outcomes: Outcome[] = [];
  let rest: readonly Statement[] = [node];
  for (let branch: If | undefined = node; branch !== undefined; branch = onlyIf(rest)) {
    const test = condition(flow, branch.test);
    const middle = mark(flow);
    apply(flow, test.yes);
    block(flow, branch.body);
    outcomes.push(capture(flow, start));
    rollback(flow, middle);
    apply(flow, test.no);
    rest = branch.orelse;
  }
  block(flow, rest);
  outcomes.push(finish(flow, start));
  join(flow, outcomes);
}

function onlyIf(statements: readonly Statement[]): If | undefined {
  const [first] = statements;
  return statements.length === 1 && first?.kind === 'If' ? first : undefined;
}

function endOf(flow: Flow, statements: readonly Statement[], otherwise: Expression): number {
  return flow.ends[(statements.at(-1) ?? otherwise).id]!;
}

function readWhile(flow: Flow, node: While): void {
  const loop = beginLoop(flow, node.test.id, endOf(flow, node.body, node.test));
  const test = condition(flow, node.test);
  const start = mark(flow);
  apply(flow, test.yes);
  flow.loops.push(loop);
  block(flow, node.body);
  flow.loops.pop();
  endLoop(flow, loop);
  rollback(flow, start);
  apply(flow, test.no);
  block(flow, node.orelse);
  join(flow, [finish(flow, loop.mark), ...loop.breaks]);
}

function readFor(flow: Flow, node: For): void {
  scanNode(flow, node.iter);
  const loop = beginLoop(flow, node.target.id, endOf(flow, node.body, node.iter));
  scanNode(flow, node.target);
  flow.loops.push(loop);
  block(flow, node.body);
  flow.loops.pop();
  endLoop(flow, loop);
  rollback(flow, loop.mark);
  block(flow, node.orelse);
  join(flow, [finish(flow, loop.mark), ...loop.breaks]);
}

/** Any context manager may swallow an exception, so that the rest of the body is left out. */
function readWith(flow: Flow, node: With): void {
  for (const item of node.items) {
    scanNode(flow, item.context);
    if (item.target) scanNode(flow, item.target);
  }
  const [first] = node.body;
  if (first === undefined) return;
  const start = mark(flow);
  block(flow, node.body);
  const through = finish(flow, start);
  addBindings(flow, first.id, flow.ends[node.id]!, isLastOf(flow, node.body));
  join(flow, [through, finish(flow, start)]);
}

/** Whether a binding is what the last statement of a block ends with, so that nothing can fail behind it. */
function isLastOf(flow: Flow, statements: readonly Statement[]): (index: number) => boolean {
  const last = statements.at(-1);
  if (last?.kind !== 'Assign' && last?.kind !== 'AnnAssign') return () => false;
  const targets: readonly Expression[] = last.kind === 'Assign' ? last.targets : [last.target];
  if (!targets.every((target) => target.kind === 'Name')) return () => false;
  return (index) => targets.some((target) => target.id === flow.bindings[index]!.node);
}

function readTry(flow: Flow, node: Try): void {
  const start = mark(flow);
  const final = finalRange(flow, node);
  if (final) flow.finals.push(final);
  protectedPart(flow, node);
  if (final) {
    flow.finals.pop();
    readFinal(flow, node, start, final);
  }
}

function finalRange(flow: Flow, { id, finalbody }: Try): readonly [number, number] | undefined {
  const [first] = finalbody;
  return first && [first.id, flow.ends[id]!];
}

/** `try`, `except` and `else`. A handler may begin after any part of the `try` block. */
function protectedPart(flow: Flow, node: Try): void {
  const start = mark(flow);
  block(flow, node.body);
  block(flow, node.orelse);
  const outcomes = [finish(flow, start)];
  const [first] = node.body;
  const end = flow.ends[node.body.at(-1)?.id ?? node.id]!;
  const isLast = isLastOf(flow, node.body);
  for (const handler of node.handlers) {
    if (first) addBindings(flow, first.id, end, isLast);
    readHandler(flow, handler);
    outcomes.push(finish(flow, start));
  }
  join(flow, outcomes);
}

/** The name of `except … as name` is deleted behind the handler. */
function readHandler(flow: Flow, handler: ExceptHandler): void {
  if (handler.type) scanNode(flow, handler.type);
  bindAt(flow, handler.id);
  block(flow, handler.body);
  const index = flow.bindingAt[handler.id]!;
  const variable = index < 0 ? undefined : ownVariable(flow, index);
  if (variable) assign(flow, variable, []);
}

/**
 * `finally` is read once, with all that can lead to it. Behind it, names that it does not bind are what they were
 * at the end of the parts before it.
 */
function readFinal(flow: Flow, node: Try, start: ReturnType<typeof mark>, [from, to]: readonly [number, number]): void {
  const before = finish(flow, start);
  addBindings(flow, node.id, from);
  block(flow, node.finalbody);
  const isAlive = flow.alive;
  const values = new Map<Parameters<typeof assign>[1], readonly number[]>();
  eachBinding(flow, from, to, (variable) => values.set(variable, variable.current));
  rollback(flow, start);
  apply(flow, before);
  for (const [variable, value] of values) assign(flow, variable, value);
  if (!isAlive) flow.alive = false;
}

function readMatch(flow: Flow, node: Match): void {
  scanNode(flow, node.subject);
  const start = mark(flow);
  const outcomes: Outcome[] = [];
  for (const branch of node.cases) outcomes.push(readCase(flow, branch, start));
  outcomes.push(finish(flow, start));
  join(flow, outcomes);
}

/** Gives the outcome of the case's body and leaves the state of going on to the next case. */
function readCase(flow: Flow, node: MatchCase, start: ReturnType<typeof mark>): Outcome {
  const before = mark(flow);
  for (const name of node.captures) bindAt(flow, name.id);
  const test = node.guard ? condition(flow, node.guard) : { yes: unchanged, no: unchanged };
  const bound = mark(flow);
  apply(flow, test.yes);
  block(flow, node.body);
  const outcome = capture(flow, start);
  rollback(flow, bound);
  apply(flow, test.no);
  const guardFailed = finish(flow, before);
  if (node.irrefutable) flow.alive = false;
  else if (node.guard) join(flow, [guardFailed, capture(flow, before)]);
  return outcome;
}

/** Of what could not be parsed, any part may run or not. */
function readOpaque(flow: Flow, node: OpaqueStatement): void {
  for (const child of node.children) {
    const start = mark(flow);
    if (isStatement(child)) read(flow, child);
    else scanNode(flow, child);
    join(flow, [finish(flow, start), capture(flow, start)]);
  }
}

const readers: Readonly<Record<Statement['kind'], (flow: Flow, node: never) => void>> = {
  FunctionDef: definition,
  ClassDef: definition,
  Expr: scanInside,
  Assign: readAssign,
  AnnAssign: readAnnAssign,
  AugAssign: augmented,
  Return: readExit,
  Raise: readExit,
  Delete: scanInside,
  Assert: readAssert,
  Pass: scanInside,
  Break: jump,
  Continue: jump,
  Global: scanInside,
  Nonlocal: scanInside,
  Import: readImport,
  ImportFrom: readImport,
  If: readIf,
  While: readWhile,
  For: readFor,
  With: readWith,
  Try: readTry,
  Match: readMatch,
  TypeAlias: scanInside,
  OpaqueStatement: readOpaque,
};

export const isStatement = (node: Node): node is Statement => Object.hasOwn(readers, node.kind);
