import { type ContentChange, applyChanges } from '../text/edits.ts';
import { resplitChunks, splitChunks } from '../text/split-chunks.ts';
import {
  type ChunkTree,
  createChunkTree,
  disposeChunkTree,
  editChunkTree,
  parseOnce,
  readChunkTree,
} from './chunk-tree.ts';
import { type Chunk, carryOver, createChunks } from './chunks.ts';
import type { FlatTree } from './flat-tree.ts';
import type { Grammar } from './grammar.ts';

/** A text being edited, with the parser's trees of its chunks. Its owner must dispose of it. */
export interface OpenDocument {
  readonly text: string;
  /** At least one until disposed of; together they are the text. */
  readonly chunks: readonly Chunk[];
  edit(changes: readonly ContentChange[]): void;
  /** The same as parsing the chunk's text anew, but quicker. Trees are made when asked for. */
  flatTree(chunk: Chunk): FlatTree;
  dispose(): void;
}

/** `known` are the chunks of that text, if it was cut before. */
export function openDocument(grammar: Grammar, initialText: string, known?: readonly Chunk[]): OpenDocument {
  let text = initialText;
  let split = splitChunks(text);
  let chunks: readonly Chunk[] = known ?? createChunks(text, split);
  const trees = new Map<number, ChunkTree>(chunks.map((chunk) => [chunk.id, createChunkTree(chunk.text)]));

  return {
    get text() {
      return text;
    },
    get chunks() {
      return chunks;
    },
    edit(changes) {
      const after = applyChanges(text, changes);
      text = after.text;
      split = resplitChunks(split, text, after.change);
      const carried = carryOver(chunks, text, split, after.change);
      chunks = carried.chunks;
      for (const chunk of carried.gone) forget(trees, chunk.id);
      for (const chunk of carried.edited) editChunkTree(trees.get(chunk.id)!, chunk.text);
      for (const chunk of carried.created) trees.set(chunk.id, createChunkTree(chunk.text));
    },
    flatTree(chunk) {
      const tree = trees.get(chunk.id);
      const isCurrent = tree?.text === chunk.text;
      return isCurrent ? readChunkTree(grammar, tree) : parseOnce(grammar, chunk.text);
    },
    dispose() {
      for (const id of trees.keys()) forget(trees, id);
      chunks = [];
    },
  };
}

function forget(trees: Map<number, ChunkTree>, id: number): void {
  const tree = trees.get(id);
  if (tree !== undefined) disposeChunkTree(tree);
  trees.delete(id);
}
