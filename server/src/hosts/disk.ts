import { type Dirent, type Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { FileKind } from '../lsp/protocol.ts';
import type { FileTree } from './anywhere/file-tree.ts';
import { readRegularFile } from './regular-file.ts';

/** This machine's disk. A folder is named with a slash at its end: without one, a drive would be the current folder on it. */
export const disk: FileTree = {
  async entries(folder) {
    const entries = await readdir(`${folder}/`, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  },
  kindOf: (path) => lstat(path).then(kindOf, () => undefined),
  read: readRegularFile,
  /** When it was written last, in milliseconds since 1970, and how many bytes it has. */
  stamp: (path) =>
    stat(path).then(
      ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
      () => undefined,
    ),
};

function kindOf(entry: Dirent | Stats): FileKind {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** An absolute path of this machine, as in a `FileTree`. */
export const treePath = (path: string): string => path.split(sep).join('/').replace(/\/$/, '');

export const machinePath = (path: string): string => path.split('/').join(sep);
