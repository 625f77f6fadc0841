import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { isFolder, notRegular, tooLarge } from './anywhere/unreadable.ts';

/**
 * The one door through which files of others come in, and what is sent down a pipe. Repositories and installed packages may hold anything under any name:
 * links to `/dev/zero`, FIFOs that nobody writes to, files that grow. Regular files alone are read, up to a limit.
 */

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

interface Filling {
  /** Where the next bytes belong. */
  space(): Buffer;
  /** Takes in how many came; whether those were all. */
  isFull(count: number): boolean;
  result(): Buffer;
}

/** What a file says of its size is where reading starts; what comes is what counts. */
function startFilling(stats: Stats, byteLimit: number): Filling {
  if (stats.isDirectory()) throw isFolder();
  if (!stats.isFile()) throw notRegular();
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

/** All that a stream gives, up to a limit. Throws what `reasonOf` understands. */
export async function readStream(stream: AsyncIterable<Uint8Array>, byteLimit: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > byteLimit) throw tooLarge(byteLimit);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
