import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, chmod, chown, realpath, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { localized, type Localized } from '../../text/localized.ts';
import { CODE_LIMIT, sizeLimitOf } from '../../workspace/size-limits.ts';
import type { PythonText } from '../anywhere/python-text.ts';
import { decodePython, encodePython } from '../python-text.ts';
import { isNotebook, notebookProgram, notebookWith } from './notebook.ts';
import { reasonOf } from '../anywhere/unreadable.ts';
import { readRegularFile } from '../regular-file.ts';

/** A file as it was read. */
export interface SourceFile extends PythonText {
  /** Absolute. */
  readonly path: string;
  readonly bytes: Buffer;
}

export interface Unreadable {
  readonly path: string;
  readonly reason: Localized;
}

const BATCH = 32;

/** Reads files, a bounded number at a time, and hands them over in order. */
export async function readFiles(
  paths: readonly string[],
  onFile: (file: SourceFile | Unreadable) => void,
  onDone: (count: number) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < paths.length; from += BATCH) {
    for (const file of await Promise.all(paths.slice(from, from + BATCH).map((path) => readSource(path)))) onFile(file);
    onDone(Math.min(from + BATCH, paths.length));
  }
}

/** Unless told otherwise, it stands where its path says. */
export async function readSource(
  path: string,
  read = (byteLimit: number) => readRegularFile(path, byteLimit),
): Promise<SourceFile | Unreadable> {
  try {
    return await sourceOf(path, await read(sizeLimitOf(path)));
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}

/** A file whose bytes are known. */
export async function sourceOf(path: string, bytes: Buffer): Promise<SourceFile | Unreadable> {
  const read = await decodePython(bytes);
  if (!isNotebook(path) || !('text' in read)) return { path, bytes, ...read };
  const program = notebookProgram(read.text);
  if (program === undefined) return { path, reason: texts.noNotebook };
  if (program.length > CODE_LIMIT) return { path, reason: texts.largeCells };
  return { path, bytes, ...read, text: program };
}

/** Why a file cannot get a new text; undefined where it can. */
export async function reasonNotToWrite(file: SourceFile, text: string): Promise<Localized | undefined> {
  if (!(await bytesOf(file, text))) return noWayBack(file.encoding);
  try {
    const { mode } = await stat(file.path);
    // Whoever may write into the folder could replace it all the same, and root may write anything.
    if ((mode & WRITABLE) === 0) return texts.readOnly;
    await access(file.path, constants.W_OK);
  } catch (error) {
    return reasonOf(error);
  }
  return undefined;
}

/** Replaces a file's text as a whole, unless somebody changed the file since it was read. Returns why not, if not. */
export async function writeSource(file: SourceFile, text: string): Promise<Localized | undefined> {
  try {
    const bytes = (await bytesOf(file, text))!;
    // A link stays a link: what it leads to is replaced.
    const path = await realpath(file.path);
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
    try {
      const isReplacement = await makeReplacement(temporary, bytes, await stat(path));
      const now = await readRegularFile(path, sizeLimitOf(path));
      // The same file under another name, a hard link, may have been written just now.
      if (now.equals(bytes)) return undefined;
      if (!now.equals(file.bytes)) return changedMeanwhile;
      if (isReplacement) await rename(temporary, path);
      else await writeInPlace(path, bytes);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    return reasonOf(error);
  }
  return undefined;
}

/** Why a text cannot be written in the encoding that a file has. */
export const noWayBack = localized({
  en: (encoding: string) => `it cannot be written as \`${encoding}\` again`,
  'zh-cn': (encoding) => `无法再以 \`${encoding}\` 编码写入`,
});

export const changedMeanwhile = {
  en: 'it was changed while it was checked',
  'zh-cn': '检查期间文件被修改过',
};

const texts = {
  noNotebook: { en: 'it is no notebook of format 4', 'zh-cn': '不是格式 4 的笔记本' },
  largeCells: { en: 'its cells are larger than 2 MiB', 'zh-cn': '单元格内容大于 2 MiB' },
  readOnly: { en: 'it is read-only', 'zh-cn': '文件是只读的' },
};

const WRITABLE = 0o222;

/**
 * Writes what can be put in the place of a file in one step. Not so a file that has other names, which would go on with the old
 * text, or another owner, whom only root can name: those are written where they are.
 */
async function makeReplacement(path: string, bytes: Buffer, { mode, uid, gid, nlink }: Stats): Promise<boolean> {
  if (nlink > 1) return false;
  await writeFile(path, bytes, { mode, flag: 'wx' });
  const made = await stat(path);
  if (made.uid !== uid || made.gid !== gid) {
    try {
      await chown(path, uid, gid);
    } catch {
      return false;
    }
  }
  // What the process takes from the modes of new files comes back.
  await chmod(path, mode);
  return true;
}

async function writeInPlace(path: string, bytes: Buffer): Promise<void> {
  await writeFile(path, bytes, { flag: 'r+' });
  await truncate(path, bytes.length);
}

/** A new text of a file as bytes; undefined if it cannot be written as the file was. */
export async function bytesOf(file: SourceFile, text: string): Promise<Buffer | undefined> {
  const before = await encoded(file, file.text);
  return before?.equals(file.bytes) === true ? encoded(file, text) : undefined;
}

async function encoded(file: SourceFile, text: string): Promise<Buffer | undefined> {
  const written = isNotebook(file.path) ? notebookWith(new TextDecoder().decode(file.bytes), text) : text;
  return written === undefined ? undefined : encodePython(written, file);
}
