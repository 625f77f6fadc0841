import type { Expression, Name } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** The only value that a local variable can have. */
export function onlyValueOf(view: ChunkView, name: Name): Expression | undefined {
  const bindings = view.bindingsReaching(name);
  const [binding] = bindings;
  const target = binding?.type === 'value' && bindings.length === 1 ? view.facts.nodes[binding.node] : undefined;
  const statement = target && view.parent(target);
  return statement?.kind === 'Assign' || statement?.kind === 'AnnAssign' ? statement.value : undefined;
}
