import type { Change } from '../text/edits.ts';

/** A piece of an open document; see `splitChunks`. Immutable: an edit makes new ones of those that it changes or moves. */
export interface Chunk {
  /** Unique in the process. Stays when the chunk is moved or its text edited; so id and text together name a content. */
  readonly id: number;
  readonly text: string;
  /** Offset in the document. */
  readonly start: number;
}

export interface CarriedOver {
  readonly chunks: readonly Chunk[];
  /** Those of `chunks` whose text is not the text that their id had. */
  readonly edited: readonly Chunk[];
  /** Those of `chunks` whose id is new. */
  readonly created: readonly Chunk[];
  /** Those of before whose id is no more. */
  readonly gone: readonly Chunk[];
}

export function createChunks(text: string, starts: readonly number[]): Chunk[] {
  return starts.map((start, i) => ({ id: nextId++, text: pieceAt(text, starts, i), start }));
}

/** The chunks of a text after a change to it. Chunks with the same text as before keep their id, and so do those that were edited in place. */
export function carryOver(old: readonly Chunk[], text: string, starts: readonly number[], change: Change): CarriedOver {
  const growth = change.newEnd - change.oldEnd;
  const fewer = Math.min(old.length, starts.length);
  const before = countWhile(fewer, (i) => {
    const { start, text: same } = old[i]!;
    const end = start + same.length;
    return end <= change.start && starts[i] === start && (starts[i + 1] ?? text.length) === end;
  });
  const after = countWhile(fewer - before, (i) => {
    const { start } = old[old.length - 1 - i]!;
    return start >= change.oldEnd && starts[starts.length - 1 - i] === start + growth;
  });

  const replaced = old.slice(before, old.length - after);
  const pieces: Piece[] = [];
  for (let i = before; i < starts.length - after; i++)
    pieces.push({ start: starts[i]!, text: pieceAt(text, starts, i) });
  const { chunks: middle, ...rest } = replaceChunks(replaced, pieces);
  const moved = old.slice(old.length - after).map((chunk) => moveTo(chunk, chunk.start + growth));
  return { chunks: [...old.slice(0, before), ...middle, ...moved], ...rest };
}

type Piece = Omit<Chunk, 'id'>;

/** Equal texts at both ends are the same chunks; the others are taken to be edited, in order. */
function replaceChunks(old: readonly Chunk[], pieces: readonly Piece[]): CarriedOver {
  const fewer = Math.min(old.length, pieces.length);
  const before = countWhile(fewer, (i) => old[i]!.text === pieces[i]!.text);
  const after = countWhile(
    fewer - before,
    (i) => old[old.length - 1 - i]!.text === pieces[pieces.length - 1 - i]!.text,
  );
  const edited: Chunk[] = [];
  const created: Chunk[] = [];
  const chunks = pieces.map((piece, i) => {
    if (i < before) return moveTo(old[i]!, piece.start);
    if (i >= pieces.length - after) return moveTo(old[i + old.length - pieces.length]!, piece.start);
    const isNew = i >= old.length - after;
    const chunk = { id: isNew ? nextId++ : old[i]!.id, text: detached(piece.text), start: piece.start };
    (isNew ? created : edited).push(chunk);
    return chunk;
  });
  const carried = Math.min(pieces.length, old.length) - after;
  return { chunks, edited, created, gone: old.slice(carried, old.length - after) };
}

let nextId = 1;

function moveTo(chunk: Chunk, start: number): Chunk {
  return chunk.start === start ? chunk : { id: chunk.id, text: chunk.text, start };
}

function pieceAt(text: string, starts: readonly number[], index: number): string {
  return text.slice(starts[index], starts[index + 1] ?? text.length);
}

/** V8 keeps the whole text alive for each slice of it, and every edit makes another whole text. A slice of a short one costs little. */
function detached(slice: string): string {
  return ` ${slice}`.slice(1);
}

function countWhile(limit: number, holds: (index: number) => boolean): number {
  let count = 0;
  while (count < limit && holds(count)) count++;
  return count;
}
