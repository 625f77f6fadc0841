import { canFallThrough } from '../../facts/function-bodies.ts';
import type { Expression, FunctionDef, If, Lambda, Node, Statement } from '../../facts/nodes.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { ancestors } from '../../facts/walk.ts';
import type { Chunk } from '../names/project.ts';

/** A test, and how it has come out where a part of the code runs. */
export interface HeldTest {
  readonly test: Expression;
  readonly outcome: boolean;
}

/** The tests that have come out some way where a node runs, within its function, the innermost first. */
export function* testsHeldAt({ facts }: Chunk, node: Node): Generator<HeldTest> {
  let child: Node = node;
  for (const parent of ancestors(facts, node)) {
    const held = testHeldIn(parent, child);
    if (held) yield held;
    for (const test of testsFailedAbove(parent, child)) yield { test, outcome: false };
    if (isFunction(parent)) return;
    child = parent;
  }
}

/** The parts of a test of which it is known how they came out: both of `a and b` where it held. */
export function partsOf({ test, outcome }: HeldTest): readonly HeldTest[] {
  if (test.kind === 'UnaryOp' && test.operator === 'not') return partsOf({ test: test.operand, outcome: !outcome });
  if (test.kind !== 'BoolOp') return [{ test, outcome }];
  if ((test.operator === 'and') !== outcome) return [];
  return [test.left, test.right].flatMap((side) => partsOf({ test: side, outcome }));
}

const isFunction = (node: Node): node is FunctionDef | Lambda => node.kind === 'FunctionDef' || node.kind === 'Lambda';

/** The tests of what leaves a block above a statement in it. */
export const testsFailedAbove = (parent: Node, child: Node): readonly Expression[] =>
  blocksOf(parent).flatMap((block) =>
    block.length > 0 && block[0]!.id <= child.id && child.id <= block.at(-1)!.id
      ? exitsIn(block).flatMap(({ id, test }) => (id < child.id ? [test] : []))
      : [],
  );

const knownExits = new WeakMap<readonly Statement[], readonly If[]>();

/** The statements of a block behind which a test has failed. */
function exitsIn(block: readonly Statement[]): readonly If[] {
  const known = knownExits.get(block);
  if (known) return known;
  const exits = block.filter(
    (statement): statement is If => statement.kind === 'If' && !canFallThrough(statement.body),
  );
  knownExits.set(block, exits);
  return exits;
}

/** The test that decides whether a part of a node runs, and how it has come out where it does. */
export function testHeldIn(parent: Node, child: Node): HeldTest | undefined {
  switch (parent.kind) {
    case 'While':
      return parent.body.some((statement) => statement === child) ? { test: parent.test, outcome: true } : undefined;
    case 'If':
      return child === parent.test
        ? undefined
        : { test: parent.test, outcome: parent.body.some((statement) => statement === child) };
    case 'IfExp':
      return child === parent.test ? undefined : { test: parent.test, outcome: child === parent.body };
    case 'BoolOp':
      return child === parent.right ? { test: parent.left, outcome: parent.operator === 'and' } : undefined;
    default:
      return undefined;
  }
}
