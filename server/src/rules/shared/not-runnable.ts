import type { Call } from '../../facts/nodes.ts';
import { coroutineConsumers } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import { gatheredBy, type Gathered } from './gathered.ts';

/**
 * What `gather()`, `create_task()`, `asyncio.run()` and the like are given that certainly cannot be run, so that they raise:
 * plain values and async generators, and futures where they take coroutines only. Functions are the matter of
 * `gather-function-object`, collections given to `gather()` of `gather-not-unpacked`.
 */
export function notRunnable(view: ChunkView, call: Call): readonly Gathered[] {
  const consumer = view.lookupCall(call, coroutineConsumers);
  if (!consumer || consumer.orFunction) return [];
  const cannotRun = (type: Type): boolean => {
    if (type.kind === 'function' || type.kind === 'callable') return false;
    if (consumer.coroutinesOnly && isFuture(view, type)) return true;
    return !view.mayAwait(type) && !(consumer.argument.rest && view.mayIterate(type, false));
  };
  return (gatheredBy(view, call) ?? []).filter(({ type }) => membersOf(type).every(cannotRun));
}

export const isFuture = (view: ChunkView, type: Type): boolean =>
  type.kind === 'instance' && view.isInstanceOf(type, 'asyncio.Future');
