export type PythonVersion = readonly [major: number, minor: number];

/** `3.9` as [3, 9]; a patch number is read over. */
export function parsePythonVersion(text: string): PythonVersion | undefined {
  const match = /^\s*(\d+)\.(\d+)(?:\.\d+)?\s*$/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/**
 * The oldest version that `requires-python` allows; undefined where it names no lower bound.
 * https://packaging.python.org/en/latest/specifications/version-specifiers/
 */
export function oldestPython(requiresPython: string): PythonVersion | undefined {
  const bounds = requiresPython
    .split(',')
    .map((clause) => /^\s*(?:>=|>|~=|===?)\s*(\d+)(?:\.(\d+))?/.exec(clause))
    .filter((match) => match !== null)
    .map((match): PythonVersion => [Number(match[1]), Number(match[2] ?? 0)]);
  return bounds.sort((a, b) => b[0] - a[0] || b[1] - a[1])[0];
}
