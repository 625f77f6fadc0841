import { lastNameIn } from '../../facts/last-name.ts';
import type { Node } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { expectsFailure } from '../shared/expects-failure.ts';

/** Functions that are looked into at most. */
const MAX_FUNCTIONS = 200;

/**
 * Whether code of a chunk, or a function that it calls, awaits a call of the async function of this name. `replaced` are names
 * of functions that the code replaces, so that those behind them are not called.
 */
export function isAwaitedBelow(
  view: ChunkView,
  nodes: readonly Node[],
  name: string,
  replaced: ReadonlySet<string>,
): boolean {
  const seen = new Set<Node>();
  const left: { view: ChunkView; nodes: readonly Node[] }[] = [{ view, nodes }];
  for (const part of left) {
    for (const node of part.nodes) {
      if (node.kind !== 'Call' || expectsFailure(part.view, node)) continue;
      const called = lastNameIn(node.func);
      const made = part.view.definition(part.view.typeOf(node.func));
      if (called === name && made?.node.isAsync !== false && part.view.parent(node)?.kind === 'Await') return true;
      if (!made || seen.has(made.node) || seen.size === MAX_FUNCTIONS || replaced.has(called ?? '')) continue;
      seen.add(made.node);
      left.push({ view: made.view, nodes: nodesIn(made.view, made.node) });
    }
  }
  return false;
}

export const nodesIn = ({ facts }: ChunkView, node: Node): readonly Node[] =>
  facts.nodes.slice(node.id, facts.ends[node.id]);
