import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeFacts, encodeFacts, type StoredFacts } from '../facts/storage/file-coding.ts';
import type { FactsCache } from '../workspace/facts-cache.ts';
import { DATA_LIMIT } from '../workspace/size-limits.ts';
import { readRegularFileSync } from './regular-file.ts';

/**
 * Facts in files of a folder that any number of processes share. A file is named by the hash of the extractor and of the text
 * that the facts are of, and begins with a hash of its own contents: what is torn, damaged or not of this version is not
 * there. Files appear by a rename, all at once. When the folder has grown beyond its limit, those that were not used for
 * longest go.
 */
export interface FactsOnDisk extends FactsCache {
  /** From now on; undefined when nothing is to be read or written. */
  use(folder: string | undefined): void;
  /** Resolves when the folder is within its limit again. */
  settled(): Promise<void>;
}

/** Bytes that the folder may hold; about 40,000 files of Python. */
const SIZE_LIMIT = 256 * 1024 * 1024;

const DIGEST = 16;
/** Files are marked as used when the mark is older than this. */
const DAY = 24 * 60 * 60 * 1000;

interface Options {
  /** Another extractor may give other facts. */
  readonly extractor: string;
  readonly sizeLimit?: number;
}

export function factsOnDisk({ extractor, sizeLimit = SIZE_LIMIT }: Options): FactsOnDisk {
  let folder: string | undefined;
  /** Bytes written since the folder was last looked through. */
  let written = Number.POSITIVE_INFINITY;
  let removal = Promise.resolve();

  function makeRoom(within: string): void {
    if (written < sizeLimit / 16) return;
    written = 0;
    removal = removal.then(() => removeOldest(within, sizeLimit)).catch(() => undefined);
  }

  return {
    use(next) {
      folder = next;
    },
    load(text) {
      if (folder === undefined) return undefined;
      const name = nameOf(extractor, text);
      const packed = unsealed(name, readUsed(join(folder, name)));
      return packed && factsIn(packed, text);
    },
    keep(text, chunks) {
      if (folder === undefined) return;
      const name = nameOf(extractor, text);
      const contents = sealed(name, deflateRawSync(encodeFacts(chunks), { level: 1 }));
      // What cannot be kept is read from the text again.
      if (!writeWhole(join(folder, name), contents)) return;
      written += contents.length;
      makeRoom(folder);
    },
    settled: () => removal,
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

/** Two levels, as folders of ten thousands of files are slow in places. */
function nameOf(extractor: string, text: string): string {
  const hash = createHash('sha256')
    .update(`${extractor} ${String(text.length)} `)
    .update(text)
    .digest('hex');
  return join(hash.slice(0, 2), hash.slice(2, 40));
}

const digest = (name: string, packed: Uint8Array): Buffer =>
  createHash('sha256').update(name).update(packed).digest().subarray(0, DIGEST);

const sealed = (name: string, packed: Uint8Array): Buffer => Buffer.concat([digest(name, packed), packed]);

/** Undefined for what is not as it was written. */
function unsealed(name: string, contents: Buffer | undefined): Buffer | undefined {
  if (!contents || contents.length <= DIGEST) return undefined;
  const packed = contents.subarray(DIGEST);
  return digest(name, packed).equals(contents.subarray(0, DIGEST)) ? packed : undefined;
}

/** The bytes of a file, which is marked as used; undefined when it cannot be read. */
function readUsed(path: string): Buffer | undefined {
  try {
    const contents = readRegularFileSync(path, DATA_LIMIT);
    const now = Date.now();
    if (now - statSync(path).mtimeMs > DAY) utimesSync(path, now / 1000, now / 1000);
    return contents;
  } catch {
    return undefined;
  }
}

/** Whether that could be done. */
function writeWhole(path: string, contents: Uint8Array): boolean {
  try {
    // Nobody else's business.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.${randomBytes(6).toString('hex')}`;
    try {
      writeFileSync(temporary, contents, { mode: 0o600, flag: 'wx' });
      renameSync(temporary, path);
    } catch {
      rmSync(temporary, { force: true });
      return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Leaves some room, so that this is not needed again soon. */
async function removeOldest(folder: string, sizeLimit: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => statOf(join(entry.parentPath, entry.name))),
  );
  const found = files.filter((file) => file !== undefined).sort((a, b) => a.mtimeMs - b.mtimeMs);
  let size = found.reduce((sum, file) => sum + file.size, 0);
  if (size <= sizeLimit) return;
  for (const file of found) {
    if (size <= sizeLimit * 0.8) return;
    await rm(file.path, { force: true });
    size -= file.size;
  }
}

async function statOf(path: string): Promise<{ path: string; size: number; mtimeMs: number } | undefined> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, size, mtimeMs };
  } catch {
    // Another process has removed it.
    return undefined;
  }
}
