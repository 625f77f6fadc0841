import type { FileOnDisk, HostFiles } from '../../lsp/host.ts';
import type { FileTree } from './file-tree.ts';
import { listProject, partOf } from './project-listing.ts';
import type { NoPython, PythonText } from './python-text.ts';
import { isAbsent, type OnSkipped, reasonOf } from './unreadable.ts';

/** How uris name the files of a tree. */
export interface Place {
  readonly tree: FileTree;
  /** Undefined for uris of other places. */
  readonly pathOf: (uri: string) => string | undefined;
  /** Canonical. */
  readonly uriOf: (path: string) => string;
  /** Of a uri that has a path, see `HostFiles`. */
  readonly reaches: (uri: string) => boolean;
}

type Decode = (bytes: Uint8Array) => Promise<PythonText | NoPython>;

/** The files of one place. There is none behind the uris of others. */
export function filesOfTree({ tree, pathOf, uriOf, reaches }: Place, decode: Decode, onSkipped: OnSkipped): HostFiles {
  async function filesAt(path: string): Promise<readonly string[]> {
    const isFolder = !INSTALLED.test(path) && (await tree.kindOf(path)) === 'folder';
    return isFolder ? (await listProject(tree, path)).files : [path];
  }

  async function filesAmong(uris: readonly string[], folderUri: string): Promise<readonly string[]> {
    const folder = pathOf(folderUri);
    if (folder === undefined) return [];
    const isPart = partOf(tree, folder);
    const found: string[] = [];
    for (const uri of uris.filter((each) => each.startsWith(`${folderUri}/`))) {
      const path = pathOf(uri);
      for (const file of path === undefined ? [] : await filesAt(path))
        if (!isNotebook(file) && (await isPart(file))) found.push(uriOf(file));
    }
    return found;
  }

  return {
    reaches: (uri) => pathOf(uri) !== undefined && reaches(uri),
    async listFiles(folderUri) {
      const folder = pathOf(folderUri);
      if (folder === undefined) return [];
      const { files, problems } = await listProject(tree, folder);
      for (const { path, reason } of problems) onSkipped(path, reason);
      return files
        .filter((file) => !isNotebook(file))
        .map(uriOf)
        .sort();
    },
    async filesAmong(uris, folderUris) {
      const found = await Promise.all(folderUris.map((folderUri) => filesAmong(uris, folderUri)));
      return [...new Set(found.flat())];
    },
    canonicalUri(uri) {
      const path = pathOf(uri);
      return path === undefined ? uri : uriOf(path);
    },
    async readFile(uri, byteLimit): Promise<FileOnDisk> {
      const path = pathOf(uri);
      if (path === undefined) return { kind: 'absent' };
      try {
        const read = await decode(await tree.read(path, byteLimit));
        return 'text' in read ? { kind: 'text', text: read.text } : { kind: 'unreadable', reason: read.reason };
      } catch (error) {
        return isAbsent(error) ? { kind: 'absent' } : { kind: 'unreadable', reason: reasonOf(error) };
      }
    },
    async fileStamp(uri) {
      const path = pathOf(uri);
      return path === undefined ? undefined : tree.stamp(path);
    },
  };
}

/** Editors hand over the cells of notebooks one by one. */
const isNotebook = (path: string): boolean => path.endsWith('.ipynb');

/** Thousands of files change there at once when packages are installed. */
const INSTALLED = /\/(?:\.git|site-packages|node_modules|__pycache__|\.?venv|\.tox|\.nox)\//;
