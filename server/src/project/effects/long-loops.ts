import type { Call, Comprehension, Expression, For, Name, Node, While } from '../../facts/nodes.ts';
import { longLoop } from '../../knowledge/conventions/thresholds.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { typeOf } from '../inference/expressions.ts';
import { chunkOf, type Chunk } from '../names/project.ts';
import { isLazy } from './effect-sites.ts';
import type { EffectSite } from './effect.ts';
import { publicName } from '../inference/public-name.ts';

/**
 * How often the body of a loop runs, the loops inside it included, as far as constants tell; Infinity for loops that never
 * end. 1 where that is unknown, where an `await` or `yield` lets others run, and where the loop may be left early.
 */
export function roundsOf(chunk: Chunk, site: EffectSite): number {
  switch (site.kind) {
    case 'For':
      return isInLoop(chunk, site) ? 1 : roundsOfFor(chunk, site);
    case 'While':
      return roundsOfWhile(chunk, site);
    case 'ComprehensionFor': {
      const comprehension = parentOf(chunk, site);
      if (comprehension?.kind !== 'Comprehension' || comprehension.generators[0] !== site) return 1;
      return isLazy(chunk, site) || isInLoop(chunk, comprehension) ? 1 : roundsOfComprehension(chunk, comprehension);
    }
    default:
      return 1;
  }
}

/** A loop in a longer one is told of there. */
function isInLoop(chunk: Chunk, node: Node): boolean {
  for (let outer = parentOf(chunk, node); outer; outer = parentOf(chunk, outer)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') return false;
    if (outer.kind === 'For' && outer.iter !== node && roundsOfFor(chunk, outer) >= longLoop.value) return true;
  }
  return false;
}

const ROUNDS = Symbol('rounds');

/** Worked out once in a query: a loop is asked about by each of those around it. */
function roundsOfFor(chunk: Chunk, loop: For): number {
  const memory = chunk.project.queries.localCache();
  const known = (memory.get(ROUNDS) as Map<For, number> | undefined) ?? new Map<For, number>();
  memory.set(ROUNDS, known);
  const rounds = known.get(loop) ?? countRounds(chunk, loop);
  known.set(loop, rounds);
  return rounds;
}

function countRounds(chunk: Chunk, loop: For): number {
  if (loop.isAsync || holds(chunk, loop, letsGo) || loop.body.some((statement) => holds(chunk, statement, leaves)))
    return 1;
  return roundsOfIterable(chunk, loop.iter) * longestIn(chunk, loop);
}

/** The rounds of the longest loop inside. */
function longestIn(chunk: Chunk, loop: For): number {
  const { nodes, ends } = chunk.facts;
  let longest = 1;
  for (let id = loop.id + 1; id < (ends[loop.id] ?? 0); id++) {
    const node = nodes[id];
    if (node?.kind === 'FunctionDef' || node?.kind === 'Lambda') id = (ends[id] ?? id) - 1;
    else if (node?.kind === 'For') longest = Math.max(longest, roundsOfFor(chunk, node));
    else if (node?.kind === 'Comprehension' && node.generators[0] && !isLazy(chunk, node.generators[0]))
      longest = Math.max(longest, roundsOfComprehension(chunk, node));
  }
  return longest;
}

function roundsOfComprehension(chunk: Chunk, node: Comprehension): number {
  if (holds(chunk, node, letsGo)) return 1;
  return node.generators.reduce((product, { iter }) => product * roundsOfIterable(chunk, iter), 1);
}

/**
 * `while True:` without an exit. An exception may be one where something around catches it, and so may what cannot be read
 * for a syntax error.
 */
function roundsOfWhile(chunk: Chunk, loop: While): number {
  const { test } = loop;
  const isForEver = test.kind === 'Constant' && Boolean(test.value);
  const isWaiting =
    loop.body.every(({ kind }) => kind === 'Pass') && !holds(chunk, test, ({ kind }) => kind === 'Call');
  if (!isForEver && !isWaiting) return 1;
  const isLeft =
    holds(chunk, loop, (node) => letsGo(node) || leaves(node) || node.kind === 'Raise') ||
    isCaught(chunk, loop) ||
    hasErrors(chunk, loop);
  return isLeft ? 1 : Number.POSITIVE_INFINITY;
}

const hasErrors = ({ facts }: Chunk, { start, end }: While): boolean =>
  facts.errors.some((error) => error.start <= end && error.end >= start);

function isCaught(chunk: Chunk, node: Node): boolean {
  for (let outer = parentOf(chunk, node); outer; outer = parentOf(chunk, outer)) {
    if (outer.kind === 'FunctionDef') return false;
    if (outer.kind === 'Try' || outer.kind === 'With') return true;
  }
  return false;
}

const letsGo = (node: Node): boolean =>
  node.kind === 'Await' ||
  node.kind === 'Yield' ||
  node.kind === 'YieldFrom' ||
  ((node.kind === 'For' || node.kind === 'With' || node.kind === 'ComprehensionFor') && node.isAsync);

const leaves = (node: Node): boolean =>
  node.kind === 'Break' || node.kind === 'Return' || (node.kind === 'Call' && isExit(node.func));

const isExit = (callee: Expression): boolean =>
  (callee.kind === 'Name' && ['exit', 'quit', 'next'].includes(callee.name)) ||
  (callee.kind === 'Attribute' && ['exit', '_exit', 'get_nowait', 'popleft', 'pop'].includes(callee.attribute));

function holds(chunk: Chunk, root: Node, wanted: (node: Node) => boolean): boolean {
  const { nodes, ends } = chunk.facts;
  for (let id = root.id; id < (ends[root.id] ?? 0); id++) {
    const node = nodes[id];
    if (node?.kind === 'FunctionDef' || node?.kind === 'Lambda') id = (ends[id] ?? id) - 1;
    else if (node && wanted(node)) return true;
  }
  return false;
}

const parentOf = ({ facts }: Chunk, node: Node): Node | undefined => facts.nodes[facts.parents[node.id] ?? -1];

// ------------------------------------------------------------------------------------ constants

function roundsOfIterable(chunk: Chunk, iterable: Expression): number {
  if (iterable.kind !== 'Call' || !isRange(chunk, iterable)) return 1;
  const bounds = [0, 1, 2].map((position) => argumentsAt(iterable, { position })[0]);
  const values = bounds.map((argument) => argument && numberOf(chunk, argument.value, MAX_STEPS));
  if (bounds.some((argument, i) => argument && values[i] === undefined)) return 1;
  const [first, second, step = 1] = values;
  const [from, to] = second === undefined ? [0, first] : [first, second];
  if (from === undefined || to === undefined || step === 0) return 1;
  return Math.max(1, Math.ceil((to - from) / step));
}

const MAX_STEPS = 5;

function isRange(chunk: Chunk, call: Call): boolean {
  const callee = typeOf(chunk, call.func);
  const range = publicName(chunk, 'builtins.range');
  return callee.kind === 'class' && range?.kind === 'class' && callee.ref === range.ref;
}

/** The number that a constant expression gives: `10_000_000`, `10**7`, `LIMIT * 2`. */
function numberOf(chunk: Chunk, node: Expression, steps: number): number | undefined {
  if (steps === 0) return undefined;
  if (node.kind === 'Constant') return typeof node.value === 'number' ? node.value : undefined;
  if (node.kind === 'UnaryOp' && node.operator === '-') {
    const value = numberOf(chunk, node.operand, steps - 1);
    return value === undefined ? undefined : -value;
  }
  if (node.kind === 'Name') return numberNamed(chunk, node, steps - 1);
  if (node.kind === 'Call' && node.func.kind === 'Name' && node.func.name === 'int' && node.args[0])
    return numberOf(chunk, node.args[0].value, steps - 1);
  if (node.kind !== 'BinOp') return undefined;
  const left = numberOf(chunk, node.left, steps - 1);
  const right = numberOf(chunk, node.right, steps - 1);
  return left === undefined || right === undefined ? undefined : operations[node.operator]?.(left, right);
}

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '**': (a, b) => a ** b,
  '//': (a, b) => Math.floor(a / b),
};

/** A variable that is only ever given one constant. */
function numberNamed(chunk: Chunk, name: Name, steps: number): number | undefined {
  const reaching = chunk.facts.reaching.get(name.id);
  const places = reaching
    ? reaching.map((binding) => ({ chunk: chunk.id, binding }))
    : (chunk.project.ask.moduleBindings(chunk.file.uri).get(name.name) ?? []);
  const [place] = places;
  const home = place && places.length === 1 ? chunkOf(chunk.project, chunk.file.uri, place.chunk) : undefined;
  const binding = place && home?.facts.bindings[place.binding];
  const target = binding?.type === 'value' ? home?.facts.nodes[binding.node] : undefined;
  const statement = home && target && parentOf(home, target);
  if (statement?.kind !== 'Assign' && statement?.kind !== 'AnnAssign') return undefined;
  return home && statement.value && statement.value !== target ? numberOf(home, statement.value, steps) : undefined;
}
