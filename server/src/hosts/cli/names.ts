import { relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const uriOf = (path: string): string => pathToFileURL(path).href;

/** Names a file for the user: relative to the working directory, with slashes; what is no file keeps its URI. */
export function nameIn(cwd: string, uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  const name = relative(cwd, fileURLToPath(uri)).split(sep).join('/');
  return name === '' ? '.' : name;
}
