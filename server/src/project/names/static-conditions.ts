import type { Binding, Facts } from '../../facts/facts.ts';
import type { Expression, Node } from '../../facts/nodes.ts';
import type { Chunk } from './project.ts';

/** Whether the branch that a binding stands in is taken by the project's Python: `if sys.version_info >= (3, 12):` and the like. */
export function isAlive(chunk: Chunk, binding: Binding): boolean {
  return nodeIsAlive(chunk, binding.node);
}

/** What else is known of a part of a condition. */
type Known = (test: Expression) => boolean | undefined;
const nothing: Known = () => undefined;

export function nodeIsAlive(chunk: Chunk, id: number, known: Known = nothing): boolean {
  const { facts } = chunk;
  for (
    let child = id, parent = facts.parents[id] ?? -1;
    parent >= 0;
    child = parent, parent = facts.parents[parent] ?? -1
  ) {
    const node = facts.nodes[parent];
    if (node?.kind !== 'If') continue;
    const holds = staticTest(chunk, node.test, known);
    if (holds === undefined || child === node.test.id) continue;
    if (inBody(facts, child, node.body) !== holds) return false;
  }
  return true;
}

const inBody = (facts: Facts, child: number, body: readonly Node[]): boolean => {
  const node = facts.nodes[child];
  return node !== undefined && body.includes(node);
};

/** How a condition comes out on the project's Python; undefined when it depends on more. */
export function staticTest(chunk: Chunk, test: Expression, known: Known = nothing): boolean | undefined {
  if (test.kind === 'Name' && test.name === 'TYPE_CHECKING') return true;
  if (test.kind === 'Attribute' && test.attribute === 'TYPE_CHECKING') return true;
  if (test.kind === 'UnaryOp' && test.operator === 'not') {
    const inner = staticTest(chunk, test.operand, known);
    return inner === undefined ? undefined : !inner;
  }
  if (test.kind === 'BoolOp') {
    const left = staticTest(chunk, test.left, known);
    const right = staticTest(chunk, test.right, known);
    if (test.operator === 'and') return left === false || right === false ? false : left && right;
    return left === true || right === true ? true : left === false ? right : undefined;
  }
  if (test.kind !== 'Compare') return known(test);
  const [operator] = test.operators;
  const [comparator] = test.comparators;
  if (test.comparators.length !== 1 || operator === undefined || comparator === undefined) return undefined;
  const { left } = test;
  if (left.kind === 'Attribute' && left.attribute === 'platform') return comparePlatform(operator, comparator);
  return compareVersion(chunk, left, operator, comparator);
}

/** `sys.version_info >= (3, 9)`, `sys.version_info[0] == 3`, `sys.version_info.minor >= 9` */
function compareVersion(
  chunk: Chunk,
  asked: Expression,
  operator: string,
  comparator: Expression,
): boolean | undefined {
  const part = partOfVersion(asked);
  if (part === undefined) return undefined;
  const items = comparator.kind === 'Collection' ? comparator.elements : [comparator];
  const wanted = items.map((item) => (item.kind === 'Constant' ? Number(item.value) : Number.NaN));
  const [major, minor] = chunk.project.python.get(chunk.project.contexts.get(chunk.file.uri));
  const difference =
    part === 'all'
      ? major - (wanted[0] ?? 0) || minor - (wanted[1] ?? 0)
      : (part === 'major' ? major : minor) - (wanted[0] ?? Number.NaN);
  if (Number.isNaN(difference) || (part === 'all') !== (comparator.kind === 'Collection')) return undefined;
  if (part !== 'all' && operator === '==') return difference === 0;
  if (operator === '>=') return difference >= 0;
  if (operator === '<') return difference < 0;
  if (operator === '>') return difference > 0 || (difference === 0 && wanted.length < 3);
  if (operator === '<=') return difference <= 0;
  return undefined;
}

function partOfVersion(asked: Expression): 'all' | 'major' | 'minor' | undefined {
  const isVersion = (node: Expression): boolean => node.kind === 'Attribute' && node.attribute === 'version_info';
  if (isVersion(asked)) return 'all';
  if (asked.kind === 'Attribute' && isVersion(asked.value))
    return asked.attribute === 'major' || asked.attribute === 'minor' ? asked.attribute : undefined;
  const index = asked.kind === 'Subscript' && isVersion(asked.value) ? asked.indices[0] : undefined;
  if (index?.kind !== 'Constant') return undefined;
  return Number(index.value) === 0 ? 'major' : Number(index.value) === 1 ? 'minor' : undefined;
}

/** Code is analysed as for Linux. */
function comparePlatform(operator: string, comparator: Expression): boolean | undefined {
  if (comparator.kind !== 'Constant' || typeof comparator.value !== 'string') return undefined;
  if (operator === '==') return comparator.value === 'linux';
  if (operator === '!=') return comparator.value !== 'linux';
  return undefined;
}
