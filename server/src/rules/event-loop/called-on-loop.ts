import type { FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/**
 * Whether the project uses a function, or a class through its constructor, in no other way than by calls of coroutines, so that
 * a loop runs whenever it does. For fixes only, as it looks through all files.
 */
export function isCalledOnLoopOnly(view: ChunkView, owner: FunctionDef): boolean {
  const of = owner.name === '__init__' ? classAround(view, owner) : owner;
  if (!of) return false;
  const uses = view.occurrencesInProject(of.name);
  return (
    uses.length > 0 &&
    uses.every(({ view: home, node }) => {
      const call = home.parent(node);
      return call?.kind === 'Call' && call.func === node && home.coroutineAround(call) !== undefined;
    })
  );
}

function classAround(view: ChunkView, method: FunctionDef): (Node & { readonly name: string }) | undefined {
  for (const outer of ancestors(view.facts, method)) if (outer.kind === 'ClassDef') return outer;
  return undefined;
}
