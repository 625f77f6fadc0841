import type { Expression, Node } from '../../facts/nodes.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { loopStarters, executorDispatches } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Whether the file starts loops in threads of their own: then coroutines of several loops run at a time. */
export const startsLoopsInThreads = (view: ChunkView): boolean =>
  view.evidence.aside(() =>
    view.fileChunks().some((chunk) =>
      chunk.facts.nodes.some((node) => {
        const loader = node.kind === 'Call' ? chunk.lookupCall(node, executorDispatches) : undefined;
        const [handed] = node.kind === 'Call' && loader ? argumentsAt(node, loader.function) : [];
        return handed !== undefined && startsLoopWhenRun(chunk, handed.value);
      }),
    ),
  );

function startsLoopWhenRun(view: ChunkView, handed: Expression): boolean {
  if (handed.kind === 'Lambda') return startsLoopIn(view, handed);
  const type = view.typeOf(handed);
  if (type.kind === 'function' && view.lookup(type, loopStarters)) return true;
  const made = view.definition(type);
  return made !== undefined && !made.isLibrary && startsLoopIn(made.view, made.node);
}

const startsLoopIn = (view: ChunkView, root: Node): boolean =>
  view.facts.nodes
    .slice(root.id, view.facts.ends[root.id])
    .some((node) => node.kind === 'Call' && view.lookupCall(node, loopStarters) !== undefined);
