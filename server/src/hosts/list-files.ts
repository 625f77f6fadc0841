import { statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findFiles, partOf } from './cli/find-files.ts';
import { isNotebook } from './cli/notebook.ts';
import { canonicalUri } from './read-file.ts';
import type { OnSkipped } from './regular-file.ts';

/** The Python files of a folder but those that are ignored or installed; none of folders that are not on this machine. */
export async function listFiles(folderUri: string, onSkipped: OnSkipped): Promise<readonly string[]> {
  if (!folderUri.startsWith('file:')) return [];
  const folder = fileURLToPath(folderUri);
  const { files, problems } = await findFiles([folder], folder);
  for (const { path, reason } of problems) onSkipped(path, reason);
  // Editors hand over the cells of notebooks one by one.
  return files.filter((file) => !isNotebook(file)).map(uriOf);
}

/** Of the files that some uris name, and of those in the folders that they name, the ones that `listFiles` gives of the folders. */
export async function filesAmong(uris: readonly string[], folderUris: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folderUri of folderUris.filter((uri) => uri.startsWith('file:'))) {
    const isPart = partOf(fileURLToPath(folderUri));
    for (const uri of uris.filter((each) => each.startsWith(`${folderUri}/`))) {
      for (const path of await filesAt(fileURLToPath(uri)))
        if (!isNotebook(path) && (await isPart(path))) found.push(uriOf(path));
    }
  }
  return [...new Set(found)];
}

const uriOf = (path: string): string => canonicalUri(pathToFileURL(path).href);

async function filesAt(path: string): Promise<readonly string[]> {
  const isFolder = !INSTALLED.test(path) && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? (await findFiles([path], path)).files : [path];
}

/** Thousands of files change there at once when packages are installed. */
const INSTALLED = /[/\\](?:\.git|site-packages|node_modules|__pycache__|\.?venv|\.tox|\.nox)[/\\]/;
