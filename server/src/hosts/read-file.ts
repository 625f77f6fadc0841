import { stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileOnDisk } from '../lsp/host.ts';
import { decodePython } from './python-text.ts';
import { isAbsent, readRegularFile, reasonOf } from './regular-file.ts';

/** The text of a `file:` uri. Files of any other kind are absent. */
export async function readFileOnDisk(uri: string, byteLimit: number): Promise<FileOnDisk> {
  const path = pathOf(uri);
  if (path === undefined) return { kind: 'absent' };
  try {
    const read = await decodePython(await readRegularFile(path, byteLimit));
    return 'text' in read ? { kind: 'text', text: read.text } : { kind: 'unreadable', reason: read.reason };
  } catch (error) {
    return isAbsent(error) ? { kind: 'absent' } : { kind: 'unreadable', reason: reasonOf(error) };
  }
}

/** Of a `file:` uri: when it was written last, in milliseconds since 1970, and how many bytes it has. */
export async function fileStamp(uri: string): Promise<string | undefined> {
  const path = pathOf(uri);
  const stats = path === undefined ? undefined : await stat(path).catch(() => undefined);
  return stats && `${stats.mtimeMs} ${stats.size}`;
}

/** As this machine spells a `file:` uri, the drive in lower case; others stay as they are. */
export function canonicalUri(uri: string): string {
  const path = pathOf(uri);
  if (path === undefined) return uri;
  return pathToFileURL(path).href.replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

/** Undefined for other schemes, and for what is no path on this machine. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
