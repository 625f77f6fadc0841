import type { Call, Node } from '../../facts/nodes.ts';
import { isReceiver } from '../../facts/receiver.ts';
import { preorder } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/**
 * Whether a task is stored where the next round of a loop stores another, with nothing between that waits for it or keeps it:
 * `for host in hosts: self.task = asyncio.create_task(ping(host))`. What is awaited in a round may be the end of the task.
 */
export function isOverwritten(view: ChunkView, task: Call): boolean {
  const statement = view.parent(task);
  const loop = statement && view.parent(statement);
  if (statement?.kind !== 'Assign' || statement.targets.length !== 1 || loop?.kind !== 'For') return false;
  if (loop.isAsync || !loop.body.includes(statement)) return false;
  const [target] = statement.targets;
  const name = target && placeName(view, target);
  if (name === undefined) return false;
  return loop.body
    .flatMap((inner) => [...preorder(view.facts, inner)])
    .every((node) => node === target || (placeName(view, node) !== name && !ENDS_OR_WAITS.has(node.kind)));
}

/** `task`, `self.task` */
function placeName(view: ChunkView, node: Node): string | undefined {
  if (node.kind === 'Name') return node.name;
  return node.kind === 'Attribute' && isReceiver(view.facts, node.value) ? view.source(node) : undefined;
}

const ENDS_OR_WAITS: ReadonlySet<Node['kind']> = new Set(['Await', 'Yield', 'YieldFrom', 'Break', 'Return', 'Raise']);
