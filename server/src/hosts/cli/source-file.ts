import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CODE_LIMIT, sizeLimitOf } from '../../workspace/size-limits.ts';
import { decodePython, encodePython, type PythonText } from '../python-text.ts';
import { readRegularFile, reasonOf } from '../regular-file.ts';

/** A file as it was read. */
export interface SourceFile extends PythonText {
  /** Absolute. */
  readonly path: string;
  readonly bytes: Buffer;
}

export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

const BATCH = 32;

/** Reads files, a bounded number at a time, and hands them over in order. */
export async function readFiles(
  paths: readonly string[],
  onFile: (file: SourceFile | Unreadable) => void,
  onDone: (count: number) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < paths.length; from += BATCH) {
    for (const file of await Promise.all(paths.slice(from, from + BATCH).map(readSource))) onFile(file);
    onDone(Math.min(from + BATCH, paths.length));
  }
}

async function readSource(path: string): Promise<SourceFile | Unreadable> {
  try {
    return await sourceOf(path, await readRegularFile(path, sizeLimitOf(path)));
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}

/** A file whose bytes are known. */
export async function sourceOf(path: string, bytes: Buffer): Promise<SourceFile | Unreadable> {
  return { path, bytes, ...(await decodePython(bytes)) };
}

/** Replaces a file's text in one step, unless somebody changed the file since it was read. Returns why not, if not. */
export async function writeSource(file: SourceFile, text: string): Promise<string | undefined> {
  const bytes = await bytesOf(file, text);
  if (!bytes) return `it cannot be written as \`${file.encoding}\` again`;
  try {
    // A link stays a link: what it leads to is replaced.
    const path = await realpath(file.path);
    const { mode } = await stat(path);
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
    try {
      await writeFile(temporary, bytes, { mode, flag: 'wx' });
      if (!(await readRegularFile(path, CODE_LIMIT)).equals(file.bytes)) return 'it was changed while it was checked';
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    return reasonOf(error);
  }
  return undefined;
}

/** A new text of a file as bytes; undefined if it cannot be written as the file was. */
export async function bytesOf(file: SourceFile, text: string): Promise<Buffer | undefined> {
  const before = await encodePython(file.text, file);
  return before?.equals(file.bytes) === true ? encodePython(text, file) : undefined;
}
