import { fileURLToPath, pathToFileURL } from 'node:url';
import { findFiles } from './cli/find-files.ts';
import { canonicalUri } from './read-file.ts';

/** The Python files of a folder but those that are ignored or installed; none of folders that are not on this machine. */
export async function listFiles(folderUri: string): Promise<readonly string[]> {
  if (!folderUri.startsWith('file:')) return [];
  const folder = fileURLToPath(folderUri);
  const { files } = await findFiles([folder], folder);
  return files.map((path) => canonicalUri(pathToFileURL(path).href));
}

/** Thousands of files change there at once when packages are installed. */
const INSTALLED = /\/(?:site-packages|node_modules|__pycache__|\.?venv|\.tox|\.nox)\//;

export const isSource = (uri: string): boolean => !INSTALLED.test(uri);
