import type { FunctionDef } from '../facts/nodes.ts';
import { argumentsAt } from '../knowledge/argument-place.ts';
import { loopStarters } from '../knowledge/loop.ts';
import type { ChunkView } from '../project/chunk-view.ts';

/** Whether the file runs the coroutine as its main one: `asyncio.run(main())`. */
export const isEntryPoint = (view: ChunkView, coroutine: FunctionDef): boolean =>
  view.fileChunks().some((chunk) =>
    chunk.facts.nodes.some((node) => {
      const starter = node.kind === 'Call' ? chunk.lookupCall(node, loopStarters) : undefined;
      if (node.kind !== 'Call' || !starter?.runs) return false;
      return argumentsAt(node, starter.runs.argument).some(({ value }) => {
        const definition = chunk.definition(chunk.typeOf(value.kind === 'Call' ? value.func : value));
        return definition?.node === coroutine && definition.view.uri === view.uri;
      });
    }),
  );
