import { canFallThrough } from '../../facts/function-bodies.ts';
import type { Facts } from '../../facts/facts.ts';
import type { FunctionDef, Node } from '../../facts/nodes.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { ancestors } from '../../facts/walk.ts';
import type { Chunk } from '../names/project.ts';

/** Whether a function comes to a place only in some cases: in a branch, in a handler, or behind an exit. */
export function isReachedSometimes({ facts }: Chunk, place: Node, within: FunctionDef): boolean {
  let child = place;
  for (const node of ancestors(facts, place)) {
    if (isChoice(node, child) || standsBehindExit(node, child)) return true;
    if (node === within) return false;
    child = node;
  }
  return false;
}

function isChoice(node: Node, child: Node): boolean {
  switch (node.kind) {
    case 'If':
    case 'IfExp':
      return child !== node.test;
    case 'BoolOp':
      return child === node.right;
    case 'ExceptHandler':
    case 'MatchCase':
      return true;
    default:
      return false;
  }
}

/** `if cached: return cached` above it in the same block. */
const standsBehindExit = (node: Node, child: Node): boolean =>
  blocksOf(node).some((block) => {
    const index = block.findIndex((statement) => statement === child);
    return block.slice(0, Math.max(0, index)).some((it) => it.kind === 'If' && !canFallThrough(it.body));
  });

/** `raise ValueError(f"no address of {backend_of(handle).name}")`: what is done for the words of an error comes after the harm. */
export function isPartOfError(facts: Facts, place: Node): boolean {
  for (const node of ancestors(facts, place)) {
    if (node.kind === 'Raise') return true;
    if (node.kind === 'FunctionDef') return false;
  }
  return false;
}
