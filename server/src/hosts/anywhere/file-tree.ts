import type { FileKind, FolderEntry } from '../../lsp/protocol.ts';

/**
 * Files and folders as a disk or an editor has them. Paths are absolute, with `/` between names, and none at their end: that of
 * the topmost folder is empty, or the name of a drive.
 */
export interface FileTree {
  /** Throws what `reasonOf` understands. */
  entries(folder: string): Promise<readonly FolderEntry[]>;
  /** Undefined where nothing is. Links are not followed. */
  kindOf(path: string): Promise<FileKind | undefined>;
  /** Of regular files, and of links to such. Throws what `reasonOf` understands. */
  read(path: string, byteLimit: number): Promise<Uint8Array>;
  /** Another one when the file has been written; undefined when it cannot be read. */
  stamp(path: string): Promise<string | undefined>;
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Of the topmost folder, itself. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
