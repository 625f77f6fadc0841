import { contextOf } from '../names/modules.ts';
import type { Chunk } from '../names/project.ts';
import type { Type } from '../types/types.ts';

/** What a dotted public name leads to, seen from a chunk. */
export const publicName = (chunk: Chunk, name: string): Type | undefined =>
  chunk.project.ask.publicName(name, contextOf(chunk));
