import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What the folder of a project has in it. */
const MARKERS = ['pyproject.toml', 'setup.py', 'setup.cfg', '.git'];

/** The projects that some paths belong to: of each path the nearest folder around it with a marker, else its own folder. */
export function projectRoots(paths: readonly string[], cwd: string): readonly string[] {
  const folders = paths.map((path) => resolve(cwd, path)).map((path) => (isFolder(path) ? path : dirname(path)));
  const roots = [...new Set(folders.map(projectRoot))].filter(isFolder);
  return roots.filter((root) => !roots.some((other) => root !== other && root.startsWith(join(other, '/'))));
}

function projectRoot(folder: string): string {
  for (let around = folder; ; around = dirname(around)) {
    if (MARKERS.some((marker) => existsSync(join(around, marker)))) return around;
    if (dirname(around) === around) return folder;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
