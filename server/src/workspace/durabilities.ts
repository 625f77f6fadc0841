import { durabilityAt, PARTS, SELDOM, type Durability } from '../project/memory/durability.ts';
import { MENTIONS, type FilePart } from '../project/names/project.ts';

/**
 * Spreads the open files over durabilities, and their chunks too, so that typing in one is no news to answers made
 * from others.
 */
export interface Durabilities {
  opened(uri: string): void;
  closed(uri: string): void;
  of(uri: string, part: FilePart): Durability;
  ofChunk(uri: string, chunk: number): Durability;
}

/** For files that are not open. */
export const CLOSED: Durability = durabilityAt(SELDOM, 0);

const parts: Readonly<Record<FilePart, number>> = { chunks: 0, text: 1, outline: 2, names: 3 };
const CHUNK_PARTS = PARTS - Object.keys(parts).length;

export function createDurabilities(): Durabilities {
  const files = new Map<string, number>();
  let next = SELDOM + 1;
  const durabilityIn = (uri: string, part: number): Durability => {
    const file = files.get(uri);
    return file === undefined ? CLOSED : durabilityAt(file, part);
  };
  return {
    opened(uri) {
      if (files.has(uri)) return;
      files.set(uri, next);
      next = next === MENTIONS - 1 ? SELDOM + 1 : next + 1;
    },
    closed: (uri) => void files.delete(uri),
    of: (uri, part) => durabilityIn(uri, parts[part]),
    ofChunk: (uri, chunk) => durabilityIn(uri, PARTS - 1 - (chunk % CHUNK_PARTS)),
  };
}
