import type { Call, FunctionDef } from '../../facts/nodes.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { loopStarters } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Whether the file runs the coroutine as its main one: `asyncio.run(main())`. */
export const isEntryPoint = (view: ChunkView, coroutine: FunctionDef): boolean =>
  view.occurrences(coroutine.name).some(({ view: chunk, node }) => {
    const starter = callTaking(chunk, node);
    const runs = starter && chunk.lookupCall(starter, loopStarters)?.runs;
    if (!starter || !runs) return false;
    return argumentsAt(starter, runs.argument).some(({ value }) => {
      const definition = chunk.definition(chunk.typeOf(value.kind === 'Call' ? value.func : value));
      return definition?.node === coroutine && definition.view.uri === view.uri;
    });
  });

/** The call that a function, or what calling it gives, is an argument of. */
function callTaking(view: ChunkView, mention: Occurrence): Call | undefined {
  const parent = view.parent(mention);
  const argument = parent?.kind === 'Call' && parent.func === mention ? view.parent(parent) : parent;
  const call = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
  return call?.kind === 'Call' ? call : undefined;
}
