import { classHeader } from '../text/class-body.ts';
import type { Change } from '../text/edits.ts';
import type { Split } from '../text/split-chunks.ts';

/** A piece of an open document; see `splitChunks`. Immutable: an edit makes new ones of those that it changes or moves. */
export interface Chunk {
  /** Unique in the process. Stays when the chunk is moved or its text edited; so id and text together name a content. */
  readonly id: number;
  /** What the piece is read as: if it goes on with a class, its own text behind the header of that. */
  readonly text: string;
  /** So much of the beginning of `text` is that header. */
  readonly own: number;
  /** Where that header stands in the document; 0 where there is none. */
  readonly header: number;
  /** `start + offset` is the place in the document of an offset in `text` from `own` on. */
  readonly start: number;
}

/** The place in the document of an offset in a chunk's text. */
export const placeIn = ({ own, header, start }: Chunk, offset: number): number =>
  (offset < own ? header : start) + offset;

export interface CarriedOver {
  readonly chunks: readonly Chunk[];
  /** Those of `chunks` whose text is not the text that their id had. */
  readonly edited: readonly Chunk[];
  /** Those of `chunks` whose id is new. */
  readonly created: readonly Chunk[];
  /** Those of before whose id is no more. */
  readonly gone: readonly Chunk[];
}

export function createChunks(text: string, split: Split): Chunk[] {
  const headers = classHeaders(text, split);
  return split.starts.map((_, i) => ({ id: nextId++, ...pieceAt(text, split, headers, i) }));
}

/** The chunks of a text after a change to it. Chunks with the same text as before keep their id, and so do those that were edited in place. */
export function carryOver(old: readonly Chunk[], text: string, split: Split, change: Change): CarriedOver {
  const { starts } = split;
  const headers = classHeaders(text, split);
  const growth = change.newEnd - change.oldEnd;
  const fewer = Math.min(old.length, starts.length);
  const hasHeader = (chunk: Chunk, { text: header }: Header): boolean =>
    chunk.own === header.length && chunk.text.startsWith(header);
  const before = countWhile(fewer, (i) => {
    const chunk = old[i]!;
    const end = chunk.start + chunk.text.length;
    const isThere = starts[i] === chunk.start + chunk.own && (starts[i + 1] ?? text.length) === end;
    return end <= change.start && isThere && hasHeader(chunk, headers[i]!);
  });
  const after = countWhile(fewer - before, (i) => {
    const chunk = old[old.length - 1 - i]!;
    const start = chunk.start + chunk.own;
    const at = starts.length - 1 - i;
    return start >= change.oldEnd && starts[at] === start + growth && hasHeader(chunk, headers[at]!);
  });

  const replaced = old.slice(before, old.length - after);
  const pieces: Piece[] = [];
  for (let i = before; i < starts.length - after; i++) pieces.push(pieceAt(text, split, headers, i));
  const { chunks: middle, ...rest } = replaceChunks(replaced, pieces);
  const behind = starts.length - after;
  const moved = old
    .slice(old.length - after)
    .map((chunk, i) => moveTo(chunk, { start: chunk.start + growth, header: headers[behind + i]!.at }));
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
    if (i < before) return moveTo(old[i]!, piece);
    if (i >= pieces.length - after) return moveTo(old[i + old.length - pieces.length]!, piece);
    const isNew = i >= old.length - after;
    const chunk = { ...piece, id: isNew ? nextId++ : old[i]!.id, text: detached(piece.text) };
    (isNew ? created : edited).push(chunk);
    return chunk;
  });
  const carried = Math.min(pieces.length, old.length) - after;
  return { chunks, edited, created, gone: old.slice(carried, old.length - after) };
}

let nextId = 1;

function moveTo(chunk: Chunk, { start, header }: Pick<Chunk, 'start' | 'header'>): Chunk {
  if (chunk.start === start && chunk.header === header) return chunk;
  return { id: chunk.id, text: chunk.text, own: chunk.own, header, start };
}

function pieceAt(text: string, { starts }: Split, headers: readonly Header[], index: number): Piece {
  const start = starts[index]!;
  const header = headers[index]!;
  const own = text.slice(start, starts[index + 1] ?? text.length);
  return { text: header.text + own, own: header.text.length, header: header.at, start: start - header.text.length };
}

interface Header {
  readonly text: string;
  readonly at: number;
}

const noHeader: Header = { text: '', at: 0 };

/** By chunk: the header of the class that it goes on with. */
function classHeaders(text: string, { starts, goesOn }: Split): readonly Header[] {
  let head = 0;
  let header: Header | undefined;
  return starts.map((start, i) => {
    if (goesOn[i] === true) return (header ??= classHeader(text, head));
    head = start;
    header = undefined;
    return noHeader;
  });
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
