import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type FileKind,
  type FileParams,
  type FileStat,
  type FolderEntry,
  methods,
} from '../../server/src/lsp/protocol.ts';

/** Answers the server's questions about files that are not on its disk: the editor reads them, wherever they lie. */
export function offerFiles(client: BaseLanguageClient): void {
  client.onRequest(methods.stat, ({ uri }: FileParams) => stat(Uri.parse(uri)));
  client.onRequest(methods.readFile, ({ uri }: FileParams) => readFile(Uri.parse(uri)));
  client.onRequest(methods.readFolder, ({ uri }: FileParams) => readFolder(Uri.parse(uri)));
}

async function stat(uri: Uri): Promise<FileStat | null> {
  try {
    const { type, size, mtime } = await workspace.fs.stat(uri);
    return { kind: kindOf(type), size, modified: mtime };
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}

async function readFile(uri: Uri): Promise<string> {
  const bytes = await workspace.fs.readFile(uri);
  let characters = '';
  for (let from = 0; from < bytes.length; from += PART) {
    characters += String.fromCharCode(...bytes.subarray(from, from + PART));
  }
  return btoa(characters);
}

/** So many bytes go as arguments of one call. */
const PART = 8192;

async function readFolder(uri: Uri): Promise<readonly FolderEntry[]> {
  const entries = await workspace.fs.readDirectory(uri);
  return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
}

/** A link is told together with what it leads to. */
function kindOf(type: FileType): FileKind {
  if ((type & FileType.SymbolicLink) !== 0) return 'link';
  if (type === FileType.Directory) return 'folder';
  return type === FileType.File ? 'file' : 'other';
}
