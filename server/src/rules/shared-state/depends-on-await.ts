import type { Expression } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { awaitsIn } from '../shared/awaits.ts';
import { onlyValue } from '../../facts/only-value.ts';
import { MAX_VARIABLES, namesIn, type Write } from './race.ts';
import { mentionsIn, stateName, type StatePlace } from './shared-state.ts';

/**
 * Whether what is written behind a check, which ends at an offset, comes of an `await`, by itself or through variables: `data = await fetch()`,
 * `self.token = data["token"]`. Not flags and constants: `self.closed = True` may well be set twice.
 */
export function dependsOnAwait(view: ChunkView, write: Write, target: StatePlace, from: number): boolean {
  if (write.kind === 'AugAssign') return true;
  if (!write.value) return false;
  if (awaitsIn(view, write.value).length > 0) return true;
  return (
    comesOfAwait(view, write.value, from, MAX_VARIABLES) &&
    mentionsIn(view, write.value, stateName(view, target)).length === 0
  );
}

const comesOfAwait = (view: ChunkView, value: Expression, from: number, depth: number): boolean =>
  namesIn(view, value).some((name) => {
    const assigned = onlyValue(view.facts, name);
    if (!assigned || assigned.start < from) return false;
    if (awaitsIn(view, assigned).length > 0) return true;
    return depth > 1 && comesOfAwait(view, assigned, from, depth - 1);
  });
