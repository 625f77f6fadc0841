import type { Node } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { isCellHead, magicOfCell } from '../text/notebook-cells.ts';
import { chunkText } from './edits.ts';

/** Whether a place at the top of a cell can have an `await`. */
export const canAwaitInCell = (view: ChunkView, place: Node): boolean =>
  view.isNotebook && !view.functionAround(place) && magicAround(view) === undefined;

/** `%%time` and its like run the code of a cell by themselves, and not as IPython does, which awaits. */
export function magicAround(view: ChunkView): string | undefined {
  if (!view.isNotebook) return undefined;
  const chunks = view.fileChunks();
  const own = chunks.findIndex(({ chunk }) => chunk === view.chunk);
  const head = chunks.slice(0, own + 1).findLast((chunk) => isCellHead(chunkText(chunk), 0));
  return head && magicOfCell(chunkText(head));
}
