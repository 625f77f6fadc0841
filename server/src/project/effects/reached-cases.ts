import type { Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import type { Chunk } from '../names/project.ts';

/** Whether a place in a function is one of several cases, told apart by text: `if kind == "sqlite":`. */
export function isOneCase(chunk: Chunk, node: Node, within: FunctionDef): boolean {
  let child = node;
  for (const parent of ancestors(chunk.facts, node)) {
    if (parent === within) return false;
    if (parent.kind === 'If' && parent.body.some((statement) => statement === child) && comparesText(parent.test))
      return true;
    child = parent;
  }
  return false;
}

function comparesText(test: Expression): boolean {
  switch (test.kind) {
    case 'BoolOp':
      return comparesText(test.left) || comparesText(test.right);
    case 'Compare':
      return ['==', 'in'].includes(test.operators.join()) && test.comparators.every(isText);
    case 'Call':
      return test.func.kind === 'Attribute' && test.func.attribute === 'startswith';
    default:
      return false;
  }
}

const isText = (node: Expression): boolean =>
  node.kind === 'Collection' ? node.elements.every(isText) : node.kind === 'Constant' && node.type === 'str';

/**
 * Whether a function gives None where it comes to a place: `return serve_forever()`, which returns nothing. Who awaits what
 * the function gives does not come there.
 */
export function givesNone(chunk: Chunk, node: Node, within: FunctionDef): boolean {
  for (const parent of ancestors(chunk.facts, node)) {
    if (parent === within) return false;
    if (parent.kind === 'Return') return parent.value !== undefined && typeOf(chunk, parent.value).kind === 'none';
  }
  return false;
}
