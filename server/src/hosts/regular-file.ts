import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { inAllLanguages, localized, LocalizedError, type Localized } from '../text/localized.ts';

/**
 * The one door through which files of others come in. Repositories and installed packages may hold anything under any name:
 * links to `/dev/zero`, FIFOs that nobody writes to, files that grow. Regular files alone are read, up to a limit.
 */

/** Hears of files that could not be read, and why. */
export type OnSkipped = (path: string, reason: Localized) => void;

/** Logs each of those files once. */
export function logSkipped(log: (message: Localized) => void): OnSkipped {
  const told = new Set<string>();
  return (path, reason) => {
    if (told.has(path)) return;
    told.add(path);
    log(texts.skipped(path, reason));
  };
}

/** Without waiting: opening a FIFO would last until somebody writes to it. Windows has no such flag. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** Throws what `reasonOf` understands. */
export async function readRegularFile(path: string, byteLimit: number): Promise<Buffer> {
  const file = await open(path, FLAGS);
  try {
    const filling = startFilling(await file.stat(), byteLimit);
    for (;;) {
      const space = filling.space();
      const { bytesRead } = await file.read(space, 0, space.length, null);
      if (filling.isFull(bytesRead)) return filling.result();
    }
  } finally {
    await file.close();
  }
}

/** Throws what `reasonOf` understands. */
export function readRegularFileSync(path: string, byteLimit: number): Buffer {
  const file = openSync(path, FLAGS);
  try {
    const filling = startFilling(fstatSync(file), byteLimit);
    for (;;) {
      if (filling.isFull(readSync(file, filling.space()))) return filling.result();
    }
  } finally {
    closeSync(file);
  }
}

/** Why a file or folder could not be read or written, in words. */
export function reasonOf(error: unknown): Localized {
  if (error instanceof LocalizedError) return error.text;
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? inAllLanguages(message);
}

const texts = {
  skipped: localized({
    en: (path: string, reason: string) => `Skipped ${path}: ${reason}.`,
    'zh-cn': (path, reason) => `跳过了 ${path}：${reason}。`,
  }),
  absent: { en: 'there is no such file or folder', 'zh-cn': '没有这个文件或文件夹' },
  denied: { en: 'permission denied', 'zh-cn': '没有权限' },
  folder: { en: 'it is a folder', 'zh-cn': '这是一个文件夹' },
  circle: { en: 'its links go in circles', 'zh-cn': '链接形成了循环' },
  notRegular: { en: 'it is no regular file', 'zh-cn': '这不是普通文件' },
  tooLarge: localized({
    en: (size: string) => `it is larger than ${size}`,
    'zh-cn': (size) => `文件大于 ${size}`,
  }),
};

const reasons: Readonly<Record<string, Localized>> = {
  ENOENT: texts.absent,
  EACCES: texts.denied,
  EPERM: texts.denied,
  ENOTDIR: texts.absent,
  EISDIR: texts.folder,
  ELOOP: texts.circle,
  // What opening a socket gives.
  ENXIO: texts.notRegular,
};

export const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

interface Filling {
  /** Where the next bytes belong. */
  space(): Buffer;
  /** Takes in how many came; whether those were all. */
  isFull(count: number): boolean;
  result(): Buffer;
}

/** What a file says of its size is where reading starts; what comes is what counts. */
function startFilling(stats: Stats, byteLimit: number): Filling {
  if (stats.isDirectory()) throw new LocalizedError(texts.folder);
  if (!stats.isFile()) throw new LocalizedError(texts.notRegular);
  if (stats.size > byteLimit) throw tooLarge(byteLimit);
  // One byte more, so that the end shows without another buffer.
  let buffer = Buffer.allocUnsafe(stats.size + 1);
  let length = 0;
  return {
    space() {
      if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(2 * length + 4096, byteLimit + 1));
      return buffer.subarray(length);
    },
    isFull(count) {
      length += count;
      if (length > byteLimit) throw tooLarge(byteLimit);
      return count === 0;
    },
    result: () => buffer.subarray(0, length),
  };
}

const tooLarge = (byteLimit: number): Error => new LocalizedError(texts.tooLarge(sizeInWords(byteLimit)));

const sizeInWords = (bytes: number): string =>
  bytes >= MIB ? `${String(bytes / MIB)} MiB` : `${String(Math.ceil(bytes / 1024))} KiB`;

const MIB = 1024 * 1024;
