import type { Call, Comprehension, Expression, Node } from '../../facts/nodes.ts';
import { ownNodes } from '../../facts/function-bodies.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { ancestors } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import { testsHeldAt } from '../inference/held-tests.ts';
import { classParts } from '../names/class-parts.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import { sourceName } from './effect-sites.ts';

/** What methods of an object answer where it is as one wants it: `{ done: true }`, `{ poll: 'something' }`. */
export type Answers = Readonly<Record<string, boolean | 'something'>>;

/** An object, as code names it. */
export type Receiver = (node: Expression) => boolean;

/**
 * Whether a place is come to only where an object has given one of these answers: under `if future.done():`, behind
 * `if not future.done(): return` or `while not future.done(): await …`.
 */
export function isSettled(chunk: Chunk, place: Node, receiver: Receiver, answers: Answers): boolean {
  for (const { test, outcome } of testsHeldAt(chunk, place))
    if (isAnswered(chunk, test, outcome, receiver, answers)) return true;
  return loopsEndedBefore(chunk, place).some((test) => isAnswered(chunk, test, false, receiver, answers));
}

/**
 * The same of each item that is gone through: behind `while not all(job.done() for job in jobs): …`, `any(job.is_alive() for job in
 * jobs)`.
 */
export function isEachSettled(chunk: Chunk, place: Node, items: Expression, answers: Answers): boolean {
  for (const { test, outcome } of testsHeldAt(chunk, place))
    if (isAnsweredOfEach(chunk, test, outcome, items, answers)) return true;
  return loopsEndedBefore(chunk, place).some((test) => isAnsweredOfEach(chunk, test, false, items, answers));
}

function isAnsweredOfEach(
  chunk: Chunk,
  test: Expression,
  outcome: boolean,
  items: Expression,
  answers: Answers,
): boolean {
  if (test.kind === 'UnaryOp')
    return test.operator === 'not' && isAnsweredOfEach(chunk, test.operand, !outcome, items, answers);
  const each = test.kind === 'Call' ? test.args[0]?.value : undefined;
  if (test.kind !== 'Call' || test.func.kind !== 'Name' || each?.kind !== 'Comprehension') return false;
  const [loop, ...inner] = each.generators;
  if (!loop || inner.length > 0 || loop.conditions.length > 0 || !sameAs(chunk, items)(itemsOf(loop.iter)))
    return false;
  const target = lastOf(loop.target);
  const isTarget: Receiver = (node) => node.kind === 'Name' && target?.kind === 'Name' && node.name === target.name;
  return (
    (test.func.name === 'all' ? outcome : test.func.name === 'any' && !outcome) &&
    isAnswered(chunk, each.element, outcome, isTarget, answers)
  );
}

/** `[job for job in jobs if job.done()]` */
export const isFilteredBy = (chunk: Chunk, { element, generators }: Comprehension, answers: Answers): boolean =>
  element.kind === 'Name' &&
  generators.some(({ conditions }) =>
    conditions.some((test) => isAnswered(chunk, test, true, (node) => isSamePlace(node, element), answers)),
  );

/** `jobs` of `jobs.values()` and `jobs.items()` */
export const itemsOf = (iter: Expression): Expression =>
  iter.kind === 'Call' && iter.func.kind === 'Attribute' && ['values', 'items'].includes(iter.func.attribute)
    ? iter.func.value
    : iter;

/** `job` of `name, job` */
export const lastOf = (target: Expression): Expression | undefined =>
  target.kind === 'Collection' ? target.elements.at(-1) : target;

/** The expression itself, as long as a name stands for the same value. */
export const sameAs =
  (chunk: Chunk, expression: Expression): Receiver =>
  (node) =>
    isSamePlace(node, expression) && isSameValue(chunk, node, expression);

export const isSamePlace = (a: Node, b: Node): boolean =>
  (a.kind === 'Name' || a.kind === 'Attribute') && sourceName(a) === sourceName(b);

/** `job` in `while not job.done(): job = …` and behind it may be another one, and so may `self.job`. */
function isSameValue({ facts }: Chunk, a: Expression, b: Expression): boolean {
  if (a.kind !== 'Name') return !facts.nodes.some((node) => isSetBetween(node));
  const [first, second] = [a, b].map(({ id }) => facts.reaching.get(id) ?? []);
  return first!.length === 0 || second!.every((index) => first!.includes(index) || isOfTest(index));

  function isSetBetween(node: Node): boolean {
    const isBetween = node.start >= a.end && node.end <= b.start;
    return isBetween && node.kind === 'Attribute' && node.context === 'store' && isSamePlace(node, b);
  }

  function isOfTest(index: number): boolean {
    const binding = facts.bindings[index];
    return binding?.type === 'narrow' && binding.prior.every((prior) => first!.includes(prior) || isOfTest(prior));
  }
}

/** The tests of loops without `break` above a place, which have come out false by then. */
function loopsEndedBefore({ facts }: Chunk, place: Node): readonly Expression[] {
  const tests: Expression[] = [];
  let child = place;
  for (const parent of ancestors(facts, place)) {
    for (const block of blocksOf(parent)) {
      const index = block.findIndex((statement) => statement === child);
      for (const statement of block.slice(0, Math.max(index, 0)))
        if (statement.kind === 'While' && !facts.nodes.slice(statement.id, facts.ends[statement.id]).some(isBreak))
          tests.push(statement.test);
    }
    if (parent.kind === 'FunctionDef') break;
    child = parent;
  }
  return tests;
}

const isBreak = ({ kind }: Node): boolean => kind === 'Break';

/** Whether a test that has come out so tells one of the answers. */
function isAnswered(chunk: Chunk, test: Expression, outcome: boolean, receiver: Receiver, answers: Answers): boolean {
  switch (test.kind) {
    case 'UnaryOp':
      return test.operator === 'not' && isAnswered(chunk, test.operand, !outcome, receiver, answers);
    case 'NamedExpr':
      return isAnswered(chunk, test.value, outcome, receiver, answers);
    case 'BoolOp': {
      const sides = [test.left, test.right].map((side) => isAnswered(chunk, side, outcome, receiver, answers));
      return (test.operator === 'and') === outcome ? sides.some(Boolean) : sides.every(Boolean);
    }
    case 'Name': {
      const value = keptIn(chunk, test);
      return value !== undefined && isAnswered(chunk, value, outcome, receiver, answers);
    }
    case 'Await':
      return isAnswered(chunk, test.value, outcome, receiver, answers);
    case 'Call': {
      const wanted = answerOf(chunk, test, receiver, answers);
      return wanted === 'something' ? outcome : wanted === outcome;
    }
    case 'Compare': {
      const [operator, ...others] = test.operators;
      const asked = test.left.kind === 'Await' ? test.left.value : test.left;
      const wanted = asked.kind === 'Call' ? answerOf(chunk, asked, receiver, answers) : undefined;
      if (wanted !== 'something' || others.length > 0) return false;
      return operator !== undefined && ASK_FOR_NOTHING.includes(operator) !== outcome;
    }
    default:
      return false;
  }
}

/** `process.poll() is None`, `jobs.qsize() == 0`; the other comparisons ask for something: `is not None`, `> 0`. */
const ASK_FOR_NOTHING = ['is', '==', '<', '<='];

function answerOf(chunk: Chunk, call: Call, receiver: Receiver, answers: Answers): boolean | 'something' | undefined {
  return ownAnswerOf(call, receiver, answers) ?? handedOnAnswerOf(chunk, call, receiver, answers);
}

function ownAnswerOf({ func }: Call, receiver: Receiver, answers: Answers): boolean | 'something' | undefined {
  return func.kind === 'Attribute' && Object.hasOwn(answers, func.attribute) && receiver(func.value)
    ? answers[func.attribute]
    : undefined;
}

/** `self.poll()`, a method that returns what `self.process.poll()` gives. */
function handedOnAnswerOf(
  chunk: Chunk,
  { func }: Call,
  receiver: Receiver,
  answers: Answers,
): boolean | 'something' | undefined {
  if (func.kind !== 'Attribute' || func.value.kind !== 'Name' || func.value.name !== 'self') return undefined;
  const type = typeOf(chunk, func);
  const made = type.kind === 'function' ? functionDefinition(chunk.project, type.ref) : undefined;
  for (const { value } of made ? ownNodes(made.chunk.facts, made.node, 'Return') : []) {
    const values = value?.kind === 'Name' ? valuesAssignedTo(made!.chunk, value) : [value];
    for (const call of values) {
      const answer = call?.kind === 'Call' ? ownAnswerOf(call, receiver, answers) : undefined;
      if (answer !== undefined) return answer;
    }
  }
  return undefined;
}

/** By method of an object: the answer of what it hands on from something that the object has, such as its `self.queue`. */
export function answersHandedOn(chunk: Chunk, owner: Expression, receiver: Receiver, answers: Answers): Answers {
  const type = typeOf(chunk, owner);
  const parts = type.kind === 'instance' ? classParts(chunk.project, type.ref) : [];
  const methods = parts.flatMap(({ chunk: { facts }, node }) =>
    node.body.flatMap((method) => {
      const [only, ...others] = method.kind === 'FunctionDef' ? ownNodes(facts, method, 'Return') : [];
      const answer =
        only?.value?.kind === 'Call' && others.length === 0 ? ownAnswerOf(only.value, receiver, answers) : undefined;
      return method.kind === 'FunctionDef' && answer !== undefined ? [[method.name, answer] as const] : [];
    }),
  );
  return Object.fromEntries(methods);
}

/** What a variable may hold. */
const valuesAssignedTo = ({ facts }: Chunk, { id }: Node): readonly (Expression | undefined)[] =>
  (facts.reaching.get(id) ?? []).map((index) => {
    const statement = facts.nodes[facts.parents[facts.bindings[index]?.node ?? -1] ?? -1];
    return statement?.kind === 'Assign' ? statement.value : undefined;
  });

/** `is_done = future.done()`, the only value of the variable. */
function keptIn({ facts }: Chunk, { id }: Node): Expression | undefined {
  const [index, ...others] = facts.reaching.get(id) ?? [];
  const target = index === undefined || others.length > 0 ? undefined : facts.bindings[index]?.node;
  const statement = target === undefined ? undefined : facts.nodes[facts.parents[target] ?? -1];
  return statement?.kind === 'Assign' ? statement.value : undefined;
}
