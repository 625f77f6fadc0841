import type { Connection } from 'vscode-languageserver';
import type { HostFiles } from '../../lsp/host.ts';
import { type FileParams, type FileStat, type FolderEntry, methods } from '../../lsp/protocol.ts';
import type { FileTree } from './file-tree.ts';
import type { DecodeOther } from './python-text.ts';
import { decodePython } from './python-text.ts';
import { filesOfTree } from './tree-files.ts';
import { absent, isFolder, notRegular, type OnSkipped, tooLarge } from './unreadable.ts';

/** What an editor offers of the files behind any uri. */
export interface EditorFileSystem {
  stat(uri: string): Promise<FileStat | null>;
  readFile(uri: string): Promise<Uint8Array>;
  readFolder(uri: string): Promise<readonly FolderEntry[]>;
}

export function fileSystemOf(connection: Connection): EditorFileSystem {
  const ask = <T>(method: string, uri: string): Promise<T> => {
    const params: FileParams = { uri };
    return connection.sendRequest<T>(method, params);
  };
  return {
    stat: (uri) => ask<FileStat | null>(methods.stat, uri),
    readFile: async (uri) =>
      Uint8Array.from(atob(await ask<string>(methods.readFile, uri)), (byte) => byte.charCodeAt(0)),
    readFolder: (uri) => ask<readonly FolderEntry[]>(methods.readFolder, uri),
  };
}

/**
 * The files of the workspace as the editor has them, on its disk or anywhere else. Nothing outside the folders is asked for: where
 * a repository is fetched from a server, the names around it are those of other people's.
 */
export function editorFiles(
  fileSystem: EditorFileSystem,
  folders: readonly string[],
  decodeOther: DecodeOther,
  onSkipped: OnSkipped,
): HostFiles {
  const roots = new Set(folders.flatMap((uri) => pathOf(uri) ?? []));
  const isInside = (path: string): boolean => [...roots].some((root) => path === root || path.startsWith(`${root}/`));
  const reaches = (uri: string): boolean => isInside(pathOf(uri) ?? '');
  const tree = editorTree(fileSystem, isInside);
  const files = filesOfTree({ tree, pathOf, uriOf, reaches }, (bytes) => decodePython(bytes, decodeOther), onSkipped);
  return {
    ...files,
    listFiles(folderUri) {
      const root = pathOf(folderUri);
      if (root !== undefined) roots.add(root);
      return files.listFiles(folderUri);
    },
  };
}

/** Its paths are decoded uris. */
function editorTree(fileSystem: EditorFileSystem, isInside: (path: string) => boolean): FileTree {
  const statOf = async (path: string): Promise<FileStat | null> =>
    isInside(path) ? fileSystem.stat(uriOf(path)) : null;
  return {
    entries: (folder) => fileSystem.readFolder(uriOf(folder)),
    kindOf: async (path) => (await statOf(path))?.kind,
    async read(path, byteLimit) {
      const stat = await statOf(path);
      if (stat === null) throw absent();
      if (stat.kind === 'folder') throw isFolder();
      if (stat.kind === 'other') throw notRegular();
      if (stat.size > byteLimit) throw tooLarge(byteLimit);
      const bytes = await fileSystem.readFile(uriOf(path));
      if (bytes.length > byteLimit) throw tooLarge(byteLimit);
      return bytes;
    },
    async stamp(path) {
      const stat = await statOf(path);
      return stat ? `${String(stat.modified)} ${String(stat.size)}` : undefined;
    },
  };
}

/** Scheme and authority, then names. Nothing else has the uri of a file or folder. */
const HIERARCHICAL = /^([a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?)((?:\/[^?#]*)?)$/i;

function pathOf(uri: string): string | undefined {
  const [, before, path] = HIERARCHICAL.exec(uri) ?? [];
  if (before === undefined || path === undefined) return undefined;
  try {
    return before + path.replace(/\/$/, '').split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}

function uriOf(path: string): string {
  const [, before = '', names = ''] = /^([a-z][a-z\d+.-]*:(?:\/\/[^/]*)?)([^]*)$/i.exec(path) ?? [];
  return before + names.split('/').map(encodeURIComponent).join('/');
}
