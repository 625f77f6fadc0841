import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * The one door through which files of others come in. Repositories and installed packages may hold anything under any name:
 * links to `/dev/zero`, FIFOs that nobody writes to, files that grow. Regular files alone are read, up to a limit.
 */

/** Hears of files that could not be read, and why. */
export type OnSkipped = (path: string, reason: string) => void;

/** Logs each of those files once. */
export function logSkipped(log: (message: string) => void): OnSkipped {
  const told = new Set<string>();
  return (path, reason) => {
    if (told.has(path)) return;
    told.add(path);
    log(`Skipped ${path}: ${reason}.`);
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
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}

const NOT_REGULAR = 'it is no regular file';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its links go in circles',
  // What opening a socket gives.
  ENXIO: NOT_REGULAR,
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
  if (stats.isDirectory()) throw new Error(reasons.EISDIR);
  if (!stats.isFile()) throw new Error(NOT_REGULAR);
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

const tooLarge = (byteLimit: number): Error => new Error(`it is larger than ${sizeInWords(byteLimit)}`);

const sizeInWords = (bytes: number): string =>
  bytes >= MIB ? `${String(bytes / MIB)} MiB` : `${String(Math.ceil(bytes / 1024))} KiB`;

const MIB = 1024 * 1024;
