import { isPlaceholder } from '../../facts/function-bodies.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, FunctionDef, Lambda, Node } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { waitsLong } from '../../knowledge/conventions/tasks.ts';
import { loopStarters } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { leadsTo } from '../shared/awaits.ts';

/** Functions are looked into so far down. */
const MAX_DEPTH = 3;

/** Whether the function around a call holds its variables for long: behind it, it loops, runs the loop itself, or waits for what does. */
export function staysAliveBehind(view: ChunkView, call: Call): boolean {
  const around = view.functionAround(call);
  return around !== undefined && goesOnLong(view, around, call, MAX_DEPTH);
}

/** Behind a call in it, where there is one. */
function goesOnLong(view: ChunkView, owner: FunctionDef | Lambda, from: Call | undefined, depth: number): boolean {
  for (const node of preorder(view.facts, owner)) {
    const isBehind = from === undefined || (node.start > from.start && leadsTo(view, from, node));
    if (isBehind && view.functionAround(node) === owner && takesLong(view, node, depth)) return true;
  }
  return false;
}

function takesLong(view: ChunkView, node: Node, depth: number): boolean {
  if (node.kind === 'While' || (node.kind === 'For' && node.isAsync)) return true;
  if (node.kind === 'Call') return view.lookupCall(node, loopStarters) !== undefined;
  return node.kind === 'Await' && node.value.kind === 'Call' && awaitsLong(view, node.value, depth);
}

/** By its code, where that is seen; else by its name. */
function awaitsLong(view: ChunkView, call: Call, depth: number): boolean {
  const made = view.definition(view.typeOf(call.func));
  if (!made || made.isLibrary || isPlaceholder(made.node.body)) return isNamedBy(waitsLong, lastNameIn(call.func));
  return depth > 0 && goesOnLong(made.view, made.node, undefined, depth - 1);
}
