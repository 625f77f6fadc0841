import { area, PARTS, SELDOM, type Areas } from '../project/memory/areas.ts';
import { MENTIONS, type FilePart } from '../project/names/project.ts';

/**
 * Spreads the open files over areas of their own, and their chunks too, so that typing in one is no news to answers made
 * from others.
 */
export interface OpenAreas {
  opened(uri: string): void;
  closed(uri: string): void;
  of(uri: string, part: FilePart): Areas;
  ofChunk(uri: string, chunk: number): Areas;
}

/** For files that are not open. */
export const CLOSED: Areas = area(SELDOM, 0);

const parts: Readonly<Record<FilePart, number>> = { chunks: 0, text: 1, outline: 2, names: 3 };
const CHUNK_PARTS = PARTS - Object.keys(parts).length;

export function createOpenAreas(): OpenAreas {
  const files = new Map<string, number>();
  let next = SELDOM + 1;
  const areaIn = (uri: string, part: number): Areas => {
    const file = files.get(uri);
    return file === undefined ? CLOSED : area(file, part);
  };
  return {
    opened(uri) {
      if (files.has(uri)) return;
      files.set(uri, next);
      next = next === MENTIONS - 1 ? SELDOM + 1 : next + 1;
    },
    closed: (uri) => void files.delete(uri),
    of: (uri, part) => areaIn(uri, parts[part]),
    ofChunk: (uri, chunk) => areaIn(uri, PARTS - 1 - (chunk % CHUNK_PARTS)),
  };
}
