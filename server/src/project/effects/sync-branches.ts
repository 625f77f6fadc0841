import { canFallThrough } from '../../facts/function-bodies.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Expression, FunctionDef, Node, Statement } from '../../facts/nodes.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { asksHowCalled } from '../../knowledge/conventions/asyncness.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import type { Chunk } from '../names/project.ts';

/**
 * Whether a place in a function is reached only after the function has asked how it is called (`if self.asynchronous: return …`,
 * `if in_event_loop(): … else: …`): what such code does on the loop cannot be told from its calls alone.
 */
export function dependsOnCaller(chunk: Chunk, node: Node, within: FunctionDef): boolean {
  const { facts } = chunk;
  for (let child: Node = node; child !== within;) {
    const parent: Node | undefined = facts.nodes[facts.parents[child.id] ?? -1];
    if (!parent) return false;
    if ((parent.kind === 'If' || parent.kind === 'IfExp') && child !== parent.test && asks(chunk, parent.test))
      return true;
    if (blocksOf(parent).some((block) => followsExit(chunk, block, child))) return true;
    child = parent;
  }
  return false;
}

/** `if self.asynchronous: return self._run()` stands above in the same block. */
function followsExit(chunk: Chunk, block: readonly Statement[], child: Node): boolean {
  const index = block.findIndex((statement) => statement === child);
  return block
    .slice(0, Math.max(0, index))
    .some((statement) => statement.kind === 'If' && !canFallThrough(statement.body) && asks(chunk, statement.test));
}

/** Whether a name in the test speaks of loops, threads or async-ness, or asks which process this is or stands for. */
function asks(chunk: Chunk, test: Expression): boolean {
  for (let id = test.id; id < chunk.facts.nodes.length; id++) {
    const node = chunk.facts.nodes[id];
    if (!node || node.start >= test.end) return false;
    if ((node.kind === 'Name' || node.kind === 'Attribute') && isNamedBy(asksHowCalled, lastNameIn(node))) return true;
  }
  return false;
}
