import type { Binding, Facts } from '../../facts/facts.ts';
import type { Expression, Node } from '../../facts/nodes.ts';
import type { Chunk } from './project.ts';

/** Whether the branch that a binding stands in is taken by the project's Python: `if sys.version_info >= (3, 12):` and the like. */
export function isAlive(chunk: Chunk, binding: Binding): boolean {
  return nodeIsAlive(chunk, binding.node);
}

export function nodeIsAlive(chunk: Chunk, id: number): boolean {
  const { facts } = chunk;
  for (
    let child = id, parent = facts.parents[id] ?? -1;
    parent >= 0;
    child = parent, parent = facts.parents[parent] ?? -1
  ) {
    const node = facts.nodes[parent];
    if (node?.kind !== 'If') continue;
    const holds = staticTest(chunk, node.test);
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
export function staticTest(chunk: Chunk, test: Expression): boolean | undefined {
  if (test.kind === 'Name' && test.name === 'TYPE_CHECKING') return true;
  if (test.kind === 'Attribute' && test.attribute === 'TYPE_CHECKING') return true;
  if (test.kind === 'UnaryOp' && test.operator === 'not') {
    const inner = staticTest(chunk, test.operand);
    return inner === undefined ? undefined : !inner;
  }
  if (test.kind === 'BoolOp') {
    const left = staticTest(chunk, test.left);
    const right = staticTest(chunk, test.right);
    if (test.operator === 'and') return left === false || right === false ? false : left && right;
    return left === true || right === true ? true : left === false ? right : undefined;
  }
  if (test.kind !== 'Compare' || test.left.kind !== 'Attribute' || test.comparators.length !== 1) return undefined;
  const [operator] = test.operators;
  const [comparator] = test.comparators;
  if (operator === undefined || comparator === undefined) return undefined;
  if (test.left.attribute === 'version_info') return compareVersion(chunk, operator, comparator);
  if (test.left.attribute === 'platform') return comparePlatform(operator, comparator);
  return undefined;
}

function compareVersion(chunk: Chunk, operator: string, comparator: Expression): boolean | undefined {
  if (comparator.kind !== 'Collection') return undefined;
  const wanted = comparator.elements.map((item) => (item.kind === 'Constant' ? Number(item.value) : Number.NaN));
  const [major, minor] = chunk.project.python.get(chunk.project.contexts.get(chunk.file.uri));
  const difference = major - (wanted[0] ?? 0) || minor - (wanted[1] ?? 0);
  if (Number.isNaN(difference)) return undefined;
  if (operator === '>=') return difference >= 0;
  if (operator === '<') return difference < 0;
  if (operator === '>') return difference > 0 || (difference === 0 && wanted.length < 3);
  if (operator === '<=') return difference <= 0;
  return undefined;
}

/** Code is analysed as for Linux. */
function comparePlatform(operator: string, comparator: Expression): boolean | undefined {
  if (comparator.kind !== 'Constant' || typeof comparator.value !== 'string') return undefined;
  if (operator === '==') return comparator.value === 'linux';
  if (operator === '!=') return comparator.value !== 'linux';
  return undefined;
}
