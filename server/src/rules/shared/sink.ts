import type { Expression } from '../../facts/nodes.ts';
import { sinkOf, type Effect } from '../../project/effects/effect.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Sink } from '../rule.ts';

/** What a coroutine comes to by what it calls. */
export function sinkBehind(
  view: ChunkView,
  callee: Expression,
  effect: Effect,
  { caller, mild }: Pick<Sink, 'caller' | 'mild'>,
): Sink {
  const type = view.typeOf(callee);
  const { path, once = false, client } = effect;
  const kind = 'ref' in type ? type.ref : '';
  const sink = { key: sinkOf(effect), distance: path.length, kind, caller, once, mild };
  return client === undefined ? sink : { ...sink, client };
}
