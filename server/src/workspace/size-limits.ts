/** Bytes of files, UTF-16 units of open documents. What is larger is data, not code or settings, and left alone. */

/** Of code. Two megabytes of short functions take some ten seconds and a gigabyte; people write no such files. */
export const CODE_LIMIT = 2 * 1024 * 1024;
/** Of what is only looked through: baselines, lists, kept facts. */
export const DATA_LIMIT = 10 * 1024 * 1024;
/** Of one statement at the top of a file: the tree and facts of more would take gigabytes. */
export const STATEMENT_LIMIT = 1024 * 1024;
export const SETTINGS_LIMIT = 1024 * 1024;

/** How large a file of the workspace may be, by its path or uri. Most of a notebook is what its cells have shown. */
export function sizeLimitOf(path: string): number {
  if (path.endsWith('pyproject.toml')) return SETTINGS_LIMIT;
  return path.endsWith('.ipynb') ? DATA_LIMIT : CODE_LIMIT;
}
