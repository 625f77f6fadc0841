import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readRegularFileSync } from './regular-file.ts';

/**
 * Files of a folder that any number of processes share. Each begins with a hash of its own contents: what is cut off or damaged
 * is not there. Files appear by a rename, all at once. When the folder has grown beyond its limit, those that were not used
 * for longest go.
 */
export interface KeptFiles {
  /** From now on; undefined when nothing is to be read or written. */
  use(folder: string | undefined): void;
  /** Undefined when there is none, or it is not as it was written. */
  read(name: string): Buffer | undefined;
  /** Whether there seems to be one; marks it as used. */
  has(name: string): boolean;
  /** What cannot be written is not kept. */
  write(name: string, contents: Uint8Array): void;
  /** Resolves when the folder is within its limit again. */
  settled(): Promise<void>;
}

/** Bytes that the folder may hold; about 40,000 files of Python. */
const SIZE_LIMIT = 256 * 1024 * 1024;

const DIGEST = 16;
/** Files are marked as used when the mark is older than this. */
const DAY = 24 * 60 * 60 * 1000;

export function keptFiles(sizeLimit = SIZE_LIMIT): KeptFiles {
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
    read: (name) => (folder === undefined ? undefined : unsealed(name, readUsed(join(folder, pathOf(name))))),
    has: (name) => folder !== undefined && markUsed(join(folder, pathOf(name))),
    write(name, contents) {
      if (folder === undefined) return;
      const all = sealed(name, contents);
      if (!writeWhole(join(folder, pathOf(name)), all)) return;
      written += all.length;
      makeRoom(folder);
    },
    settled: () => removal,
  };
}

/** Two levels, as folders of ten thousands of files are slow in places. */
const pathOf = (name: string): string => join(name.slice(0, 2), name.slice(2));

/** Of a text that says what a file holds. */
export function fileNameFor(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${String(part.length)} `).update(part);
  return hash.digest('hex').slice(0, 40);
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
    const contents = readRegularFileSync(path, SIZE_LIMIT);
    markUsed(path);
    return contents;
  } catch {
    return undefined;
  }
}

/** Whether it is there. */
function markUsed(path: string): boolean {
  try {
    const now = Date.now();
    if (now - statSync(path).mtimeMs > DAY) utimesSync(path, now / 1000, now / 1000);
    return true;
  } catch {
    return false;
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
