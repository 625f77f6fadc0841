import type { Areas } from '../project/queries.ts';

/** Spreads the open files over areas of their own, so that typing in one is no news to answers made from others. */
export interface OpenAreas {
  opened(uri: string): void;
  closed(uri: string): void;
  of(uri: string): Areas;
}

/** For files that are not open. */
export const CLOSED: Areas = 1;

/** The last area is that of what files mention. */
const AREAS = 30;

export function createOpenAreas(): OpenAreas {
  const areas = new Map<string, Areas>();
  let next = 1;
  return {
    opened(uri) {
      if (areas.has(uri)) return;
      areas.set(uri, 1 << next);
      next = next === AREAS - 1 ? 1 : next + 1;
    },
    closed: (uri) => void areas.delete(uri),
    of: (uri) => areas.get(uri) ?? CLOSED,
  };
}
