import type { Statement } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { insertAt } from './edits.ts';
import type { Edit } from './fix.ts';

/** A file as one text: its chunks put together. Offsets are those of the file. */
export interface FileText {
  readonly text: string;
  /** The statements at the top of the file, in order. */
  readonly statements: readonly PlacedStatement[];
  insert(offset: number, newText: string): Edit;
}

export interface PlacedStatement {
  readonly statement: Statement;
  readonly view: ChunkView;
  readonly start: number;
  readonly end: number;
}

/** The list of a file's chunks is another one after each change. */
const known = new WeakMap<readonly ChunkView[], FileText>();

export function fileText(view: ChunkView): FileText {
  const views = view.fileChunks();
  const found = known.get(views) ?? putTogether(views);
  known.set(views, found);
  return found;
}

function putTogether(views: readonly ChunkView[]): FileText {
  const statements: PlacedStatement[] = [];
  const bases: number[] = [];
  let text = '';
  for (const chunk of views) {
    const base = text.length;
    bases.push(base);
    for (const statement of chunk.facts.body)
      statements.push({ statement, view: chunk, start: base + statement.start, end: base + statement.end });
    text += chunk.source({ start: 0, end: chunk.facts.length });
  }
  return {
    text,
    statements,
    insert(offset, newText) {
      const index = Math.max(
        bases.findLastIndex((base) => base <= offset),
        0,
      );
      return insertAt(views[index]!, offset - (bases[index] ?? 0), newText);
    },
  };
}
