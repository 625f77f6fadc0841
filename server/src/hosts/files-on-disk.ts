import { fileURLToPath, pathToFileURL } from 'node:url';
import type { HostFiles } from '../lsp/host.ts';
import { filesOfTree } from './anywhere/tree-files.ts';
import type { OnSkipped } from './anywhere/unreadable.ts';
import { disk, machinePath, treePath } from './disk.ts';
import { decodePython } from './python-text.ts';

/** The files behind `file:` uris. */
export const filesOnDisk = (onSkipped: OnSkipped): HostFiles =>
  filesOfTree({ tree: disk, pathOf, uriOf, reaches }, decodePython, onSkipped);

/** Undefined for other schemes, and for what is no path on this machine. */
function pathOf(uri: string): string | undefined {
  try {
    return treePath(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}

/** As this machine spells it, the drive in lower case. */
function uriOf(path: string): string {
  const { href } = pathToFileURL(machinePath(TOPMOST.test(path) ? `${path}/` : path));
  return href.replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

const TOPMOST = /^(?:[A-Za-z]:)?$/;

/** Other machines are not asked for files that nobody named. */
const reaches = (uri: string): boolean => uri.startsWith('file:///');
