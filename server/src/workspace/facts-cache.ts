import type { Facts } from '../facts/facts.ts';
import type { StoredFacts } from '../facts/storage/file-coding.ts';
import type { Chunk } from '../syntax/chunks.ts';
import { factsOfChunk } from './chunk-facts.ts';
import type { Grammar } from '../syntax/grammar.ts';

/** Keeps facts for other sessions and other workspaces. Texts name what is kept: equal text has equal facts. */
export interface FactsCache {
  /** What was kept of a text by this version of the extractor; undefined when there is nothing, or nothing whole. */
  load(text: string): StoredFacts | undefined;
  /** The facts of a text's chunks, as far as they are known. */
  keep(text: string, chunks: readonly (Facts | undefined)[]): void;
}

/** The facts of files that nobody edits: out of the cache, else out of the text. */
export interface FactsOfTexts {
  /** `chunks` are all of the text's, `chunk` is one of them. */
  of(text: string, chunks: readonly Chunk[], chunk: Chunk): Facts;
  /** Hands what was read of one more text to the cache; false when there is no more. */
  keepOne(): boolean;
  /** Facts of these chunks are let go: what was read of them goes to the cache first. */
  letGo(chunks: readonly Chunk[]): void;
}

/** `known` tells the facts that are at hand. */
export function factsOfTexts(
  grammar: Grammar,
  cache: FactsCache | undefined,
  known: (chunk: Chunk) => Facts | undefined,
): FactsOfTexts {
  const stored = new WeakMap<readonly Chunk[], { readonly facts: StoredFacts | undefined }>();
  const unkept = new Map<readonly Chunk[], string>();

  function load(text: string, chunks: readonly Chunk[]): StoredFacts | undefined {
    let found = stored.get(chunks);
    if (!found) {
      const facts = cache?.load(text);
      stored.set(chunks, (found = { facts: facts?.count === chunks.length ? facts : undefined }));
    }
    return found.facts;
  }

  function keep(text: string, chunks: readonly Chunk[]): void {
    unkept.delete(chunks);
    const facts = chunks.map((chunk, index) => known(chunk) ?? load(text, chunks)?.of(index));
    if (facts.some((each) => each)) cache?.keep(text, facts);
  }

  return {
    of(text, chunks, chunk) {
      const found = load(text, chunks)?.of(chunks.indexOf(chunk));
      // Whatever else is wrong with what was kept, facts of another length are not of this text.
      if (found?.length === chunk.text.length) return found;
      if (cache) unkept.set(chunks, text);
      return factsOfChunk(grammar, chunk);
    },
    keepOne() {
      for (const [chunks, text] of unkept) {
        keep(text, chunks);
        return true;
      }
      return false;
    },
    letGo(chunks) {
      const text = unkept.get(chunks);
      if (text !== undefined) keep(text, chunks);
      // Looked for again when they are asked for again.
      stored.delete(chunks);
    },
  };
}
