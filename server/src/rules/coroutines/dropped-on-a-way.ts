import { canFallThrough } from '../../facts/function-bodies.ts';
import type { Call, FunctionDef, If, Name, Node, Statement } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { blockAround } from '../../facts/statement-blocks.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

export interface DroppedWay {
  readonly owner: FunctionDef;
  /** The statement by which it is left before the coroutine is used, or the `if` of which only one branch uses it. */
  readonly at: Node;
}

/**
 * `reply = send(text)`, `if event.stopped: return`, `await reply`: the coroutine in a variable is used behind an exit, or in one branch
 * alone. Nothing that mentions the variable stands before the exit, so that no other test can depend on it.
 */
export function droppedWay(view: ChunkView, call: Call): DroppedWay | undefined {
  const assignment = view.parent(call);
  const [target, ...others] = assignment?.kind === 'Assign' ? assignment.targets : [];
  const owner = view.functionAround(call);
  if (assignment?.kind !== 'Assign' || target?.kind !== 'Name' || others.length > 0) return undefined;
  const place = blockAround(view.facts, assignment);
  if (owner?.kind !== 'FunctionDef' || !place) return undefined;
  const behind = place.block.slice(place.index + 1);
  const reads = readsOf(view, target, owner);
  const [first] = reads;
  if (!first || !reads.every((read) => behind.some((statement) => isWithin(view.facts, read, statement))))
    return undefined;
  const at = exitBefore(view, behind, first, owner) ?? branchWith(view, behind, reads);
  return at && { owner, at };
}

/** None where the variable is set again, or inner functions see it. */
function readsOf(view: ChunkView, target: Name, owner: FunctionDef): readonly Name[] {
  const reads: Name[] = [];
  for (const node of occurrencesOf(view.facts, target.name)) {
    if (node.kind !== 'Name' || node === target || !isWithin(view.facts, node, owner)) continue;
    if (node.context !== 'load' || view.functionAround(node) !== owner) return [];
    reads.push(node);
  }
  return reads;
}

/** A `return`, or a jump in the loop around all of it. */
function exitBefore(view: ChunkView, behind: readonly Statement[], first: Name, owner: FunctionDef): Node | undefined {
  const isExit = (node: Node, within: Statement): boolean => {
    if (node.kind === 'Return') return view.functionAround(node) === owner;
    return (node.kind === 'Continue' || node.kind === 'Break') && !isInLoopOf(view, node, within);
  };
  for (const statement of behind) {
    if (isWithin(view.facts, first, statement) && statement.kind === 'Try') return undefined;
    const exit = [...preorder(view.facts, statement)].find(
      (node) => node.end <= first.start && isExit(node, statement),
    );
    if (exit || isWithin(view.facts, first, statement)) return exit;
  }
  return undefined;
}

function isInLoopOf(view: ChunkView, node: Node, within: Statement): boolean {
  for (const outer of ancestors(view.facts, node)) {
    if (outer.kind === 'For' || outer.kind === 'While') return isWithin(view.facts, outer, within);
    if (outer === within) return false;
  }
  return false;
}

/** An `if` with all uses in one branch, where the other goes on. */
function branchWith(view: ChunkView, behind: readonly Statement[], reads: readonly Name[]): If | undefined {
  const [first] = reads;
  const around = first && behind.find((statement) => isWithin(view.facts, first, statement));
  if (around?.kind !== 'If') return undefined;
  const holdsAll = (branch: readonly Statement[]): boolean =>
    reads.every((read) => branch.some((statement) => isWithin(view.facts, read, statement)));
  const other = holdsAll(around.body) ? around.orelse : holdsAll(around.orelse) ? around.body : undefined;
  return other && canFallThrough(other) ? around : undefined;
}
