import { randomBytes } from 'node:crypto';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from './find-files.ts';

/** A file as it was read. */
export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  /** Without byte order mark; bytes that are no UTF-8 are U+FFFD. */
  readonly text: string;
  /** Whether the text stands for the bytes exactly: only then can it be written back. */
  readonly isUtf8: boolean;
  readonly bytes: Buffer;
}

export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

/** Files above this many bytes are data, not code. */
const SIZE_LIMIT = 10 * 1024 * 1024;
const BATCH = 32;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Reads files, a bounded number at a time, and hands them over in order. */
export async function readFiles(
  paths: readonly string[],
  onFile: (file: SourceFile) => void,
  onProblem: (problem: Unreadable) => void,
): Promise<void> {
  for (let from = 0; from < paths.length; from += BATCH) {
    for (const read of await Promise.all(paths.slice(from, from + BATCH).map(readSource))) {
      if ('reason' in read) onProblem(read);
      else onFile(read);
    }
  }
}

async function readSource(path: string): Promise<SourceFile | Unreadable> {
  try {
    const { size } = await stat(path);
    if (size > SIZE_LIMIT) return { path, reason: 'it is larger than 10 MiB' };
    return decode(path, await readFile(path));
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}

function decode(path: string, bytes: Buffer): SourceFile {
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUtf8: true, bytes };
  } catch {
    return { path, text: new TextDecoder('utf-8').decode(bytes), isUtf8: false, bytes };
  }
}

export const hasByteOrderMark = ({ bytes }: SourceFile): boolean => bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);

/** Replaces a file's text in one step, unless somebody changed the file since it was read. Returns why not, if not. */
export async function writeSource(file: SourceFile, text: string): Promise<string | undefined> {
  const bytes = Buffer.concat([...(hasByteOrderMark(file) ? [BYTE_ORDER_MARK] : []), Buffer.from(text)]);
  try {
    // A link stays a link: what it leads to is replaced.
    const path = await realpath(file.path);
    const { mode } = await stat(path);
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
    try {
      await writeFile(temporary, bytes, { mode, flag: 'wx' });
      if (!(await readFile(path)).equals(file.bytes)) return 'it was changed while it was checked';
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    return reasonOf(error);
  }
  return undefined;
}
