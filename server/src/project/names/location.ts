import type { Range } from '../../text/range.ts';

/**
 * A range in a chunk of a file, in UTF-16 units relative to the chunk's start. Chunk ids stay with a chunk while others
 * come and go around it, so that a location stays true when the text above it changes.
 */
export interface Location extends Range {
  readonly uri: string;
  readonly chunk: number;
}
