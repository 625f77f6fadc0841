import { lastNameIn } from '../../facts/last-name.ts';
import { bindingsBehindTests } from '../../facts/behind-tests.ts';
import type { Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { parentOf } from '../../facts/walk.ts';
import { coroutineTests } from '../../knowledge/conventions/asyncness.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { storesOfAttribute } from '../names/class-parts.ts';
import type { Chunk } from '../names/project.ts';
import { testHeldIn, testsFailedAbove } from './held-tests.ts';

/** Whether a call is made only where a test has said that what is called is a coroutine function: `if iscoroutinefunction(f): f()`. */
export function isCalledAsCoroutine(chunk: Chunk, call: Call): boolean {
  let child: Node = call;
  for (let parent = parentOf(chunk.facts, call); parent; child = parent, parent = parentOf(chunk.facts, parent)) {
    const held = testHeldIn(parent, child);
    if (held && implies(chunk, held.test, held.outcome, { chunk, node: call.func }, true)) return true;
  }
  return false;
}

/**
 * Whether a call is made only where a test has said that what is called is a plain function: `if not iscoroutinefunction(f): f()`,
 * or below `if iscoroutinefunction(f): return await f()`.
 */
export function isCalledAsPlain(chunk: Chunk, call: Call): boolean {
  const says = (test: Expression, outcome: boolean): boolean =>
    implies(chunk, test, outcome, { chunk, node: call.func }, false);
  let child: Node = call;
  for (let parent = parentOf(chunk.facts, call); parent; child = parent, parent = parentOf(chunk.facts, parent)) {
    const held = testHeldIn(parent, child);
    if (held && says(held.test, held.outcome)) return true;
    if (testsFailedAbove(parent, child).some((test) => says(test, false))) return true;
  }
  return false;
}

/** Whether a test that has come out so says that `callee` is a coroutine function, or that it is none. */
function implies(chunk: Chunk, test: Expression, outcome: boolean, callee: Placed, isOne: boolean): boolean {
  switch (test.kind) {
    case 'UnaryOp':
      return test.operator === 'not' && implies(chunk, test.operand, !outcome, callee, isOne);
    case 'BoolOp': {
      const isEither = (test.operator === 'or') === outcome;
      const sides = [test.left, test.right].map((side) => implies(chunk, side, outcome, callee, isOne));
      return isEither ? sides.every(Boolean) : sides.some(Boolean);
    }
    case 'Call': {
      const [asked] = test.args;
      return (
        outcome === isOne &&
        isNamedBy(coroutineTests, lastNameIn(test.func)) &&
        asked !== undefined &&
        (isSame({ chunk, node: asked.value }, callee) || (!isOne && areSiblings({ chunk, node: asked.value }, callee)))
      );
    }
    case 'Name':
    case 'Attribute': {
      const kept = valueKeptIn(chunk, test);
      return kept?.node.kind === 'Call' && implies(kept.chunk, kept.node, outcome, callee, isOne);
    }
    default:
      return false;
  }
}

/** An expression, and the chunk in which it stands. */
interface Placed {
  readonly chunk: Chunk;
  readonly node: Expression;
}

/** Whether two expressions stand for the same thing: the same variable or attribute, or an attribute that keeps the variable. */
function isSame({ chunk: home, node: asked }: Placed, { chunk, node: callee }: Placed): boolean {
  if (asked.kind === 'Name' && callee.kind === 'Name')
    return home.id === chunk.id && isSameVariable(chunk, asked, callee);
  if (asked.kind === 'Attribute' && callee.kind === 'Attribute' && asked.attribute === callee.attribute)
    return (
      isSame({ chunk: home, node: asked.value }, { chunk, node: callee.value }) || isReceiver(asked.value, callee.value)
    );
  if (callee.kind !== 'Attribute') return false;
  const kept = valueKeptIn(chunk, callee);
  return (
    kept?.node.kind === 'Name' &&
    asked.kind === 'Name' &&
    kept.chunk.id === home.id &&
    isSameVariable(home, asked, kept.node)
  );
}

/** `self.start` and `self.stop`: who has made one of them plain has made all. */
const areSiblings = ({ chunk: home, node: asked }: Placed, { chunk, node: callee }: Placed): boolean =>
  asked.kind === 'Attribute' &&
  callee.kind === 'Attribute' &&
  isSame({ chunk: home, node: asked.value }, { chunk, node: callee.value });

/** `self` here and `self` in another method of the class. */
const isReceiver = (a: Expression, b: Expression): boolean =>
  a.kind === 'Name' && b.kind === 'Name' && a.name === 'self' && b.name === 'self';

function isSameVariable({ facts }: Chunk, a: Name, b: Name): boolean {
  if (a.name !== b.name) return false;
  const [asked, called] = [a, b].map((name) => bindingsBehindTests(facts, facts.reaching.get(name.id) ?? []));
  if (called!.length > 0 && called!.every((index) => asked!.includes(index))) return true;
  const [first, second] = [resolve(facts, a), resolve(facts, b)];
  if (first === 'module' || second === 'module') return first === second;
  return first.scope === second.scope && first.bindings.length === 1;
}

/** The value of a variable, or of an attribute of `self`, that is stored only once. */
export function valueKeptIn(chunk: Chunk, node: Expression): Placed | undefined {
  const [only, ...others] =
    node.kind === 'Attribute'
      ? storesOfAttribute(chunk, node)
      : (node.kind === 'Name' ? bindingsOf(chunk, node) : []).map((bound) => ({ chunk, node: bound }));
  const statement = only && others.length === 0 ? parentOf(only.chunk.facts, only.node) : undefined;
  return only && statement?.kind === 'Assign' ? { chunk: only.chunk, node: statement.value } : undefined;
}

function bindingsOf({ facts }: Chunk, name: Name): readonly Node[] {
  const found = resolve(facts, name);
  return found === 'module' ? [] : found.bindings.flatMap((index) => facts.nodes[facts.bindings[index]!.node] ?? []);
}
