import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeFacts, encodeFacts, type StoredFacts } from '../facts/storage/file-coding.ts';
import type { FactsCache } from '../workspace/facts-cache.ts';
import { fileNameFor, keptFiles, type KeptFiles } from './kept-files.ts';

/** Facts in files that are named by the hash of the extractor and of the text that the facts are of. */
export interface FactsOnDisk extends FactsCache, KeptFiles {}

interface Options {
  /** Another extractor may give other facts. */
  readonly extractor: string;
  readonly sizeLimit?: number;
}

export function factsOnDisk({ extractor, sizeLimit }: Options): FactsOnDisk {
  const files = keptFiles(sizeLimit);
  return {
    ...files,
    load(text) {
      const packed = files.read(fileNameFor(extractor, text));
      return packed && factsIn(packed, text);
    },
    keep(text, chunks) {
      files.write(fileNameFor(extractor, text), deflateRawSync(encodeFacts(chunks), { level: 1 }));
    },
  };
}

/** Undefined where a good digest covers what are no facts. */
function factsIn(packed: Buffer, text: string): StoredFacts | undefined {
  try {
    return decodeFacts(inflateRawSync(packed, { maxOutputLength: unpackedLimit(text) }));
  } catch {
    return undefined;
  }
}

/** Bytes; facts take up to some ten times as many as their text has characters. */
const unpackedLimit = (text: string): number => 1024 * 1024 + 100 * text.length;
