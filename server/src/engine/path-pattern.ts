import picomatch from 'picomatch';

/** A glob of the settings, together with the folder that it speaks of. */
export interface PathPattern {
  readonly glob: string;
  /** URI of the folder, without a slash at its end. */
  readonly root: string;
}

const matchers = new Map<string, (path: string) => boolean>();

/**
 * Whether a file is meant by a pattern. A glob without a slash is about names (`*_pb2.py`, `migrations`), at any depth;
 * one with a slash is about paths below the root (`src/legacy`, `any/generated/*.py`). A folder stands for all that is in it.
 */
export function matchesPath(uri: string, pattern: PathPattern): boolean {
  if (!uri.startsWith(`${pattern.root}/`)) return false;
  const parts = decode(uri.slice(pattern.root.length + 1)).split('/');
  const glob = pattern.glob.replace(/^\.?\//, '').replace(/\/$/, '');
  const matches = matcher(glob);
  if (!pattern.glob.replace(/\/$/, '').includes('/')) return parts.some(matches);
  return parts.some((_, depth) => matches(parts.slice(0, depth + 1).join('/')));
}

function matcher(glob: string): (path: string) => boolean {
  let matches = matchers.get(glob);
  if (!matches) {
    const compiled = picomatch(glob, { dot: true, nonegate: true, windows: false });
    matches = (path) => compiled(path);
    matchers.set(glob, matches);
  }
  return matches;
}

/** Percent escapes of a URI undone; left alone where they are none. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
