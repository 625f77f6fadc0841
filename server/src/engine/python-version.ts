import { satisfies, validRange } from '@renovatebot/pep440';

export type PythonVersion = readonly [major: number, minor: number];

/** `3.9` as [3, 9]; a patch number is read over. */
export function parsePythonVersion(text: string): PythonVersion | undefined {
  const match = /^\s*(\d+)\.(\d+)(?:\.\d+)?\s*$/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** No minor version of Python 3 is that high yet. */
const MINOR_LIMIT = 40;

/**
 * The oldest version of Python 3 that `requires-python` allows; undefined where it allows 3.0, which nobody means, or none.
 * https://packaging.python.org/en/latest/specifications/version-specifiers/
 */
export function oldestPython(requiresPython: string): PythonVersion | undefined {
  if (!validRange(requiresPython)) return undefined;
  for (let minor = 0; minor < MINOR_LIMIT; minor++) {
    const releases = [`3.${String(minor)}.0`, `3.${String(minor)}.99`];
    if (releases.some((release) => satisfies(release, requiresPython))) return minor > 0 ? [3, minor] : undefined;
  }
  return undefined;
}
