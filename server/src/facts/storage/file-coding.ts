import { recentText } from '../builder.ts';
import type { Facts } from '../facts.ts';
import { ByteReader, ByteWriter, expectSound } from './bytes.ts';
import { readChunk, writeChunk } from './chunk-coding.ts';
import { readStrings, StringWriter } from './strings.ts';

/** The facts of a file's chunks out of storage, each made when it is asked for. */
export interface StoredFacts {
  readonly count: number;
  /** By the chunk's place in the file; undefined where nobody had asked for them when they were stored. */
  of(index: number): Facts | undefined;
}

/**
 * The facts of a file as bytes, without those of chunks that nobody has asked for. Layout: number of chunks, the size of
 * each (0 where there are no facts), the strings of all, the chunks.
 */
export function encodeFacts(chunks: readonly (Facts | undefined)[]): Uint8Array {
  const strings = new StringWriter();
  const parts = chunks.map((facts) => (facts ? writeChunk(facts, strings) : new Uint8Array(0)));
  const out = new ByteWriter();
  out.int(parts.length);
  for (const part of parts) out.int(part.length);
  strings.write(out);
  for (const part of parts) out.bytes(part);
  return out.result();
}

/** Throws where the bytes cannot be what `encodeFacts` gave. */
export function decodeFacts(bytes: Uint8Array): StoredFacts {
  const input = new ByteReader(bytes);
  const sizes = Array.from({ length: input.count() }, () => input.int());
  const strings = readStrings(input, recentText);
  const parts = sizes.map((size) => input.bytes(size));
  expectSound(input.isDone);
  return {
    count: sizes.length,
    of(index) {
      const part = parts[index];
      return part && part.length > 0 ? readWhole(part, strings) : undefined;
    },
  };
}

/** Undefined for bytes that are no facts: whoever asks reads the text. */
function readWhole(part: Uint8Array, strings: readonly string[]): Facts | undefined {
  try {
    return readChunk(part, strings);
  } catch {
    return undefined;
  }
}
