import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface PythonFile {
  readonly path: string;
  readonly text: string;
}

/** The Python files in and below a directory, by path. */
export function pythonFilesIn(directory: string): PythonFile[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Where the Python of this machine keeps its standard library; undefined without Python. */
export function standardLibrary(): string | undefined {
  try {
    const script = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
    return execFileSync('python3', ['-c', script], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
