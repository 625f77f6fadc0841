import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

export interface FoundFiles {
  /** Absolute paths, sorted, each once. */
  readonly files: readonly string[];
  /** Paths that cannot be checked, with the reason. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/** Folders that hold no code of the project, wherever they are. */
const SKIPPED = new Set([
  ...['.git', '.hg', '.svn', '.bzr', 'node_modules', '__pycache__', '__pypackages__', 'site-packages'],
  ...['.venv', 'venv', '.virtualenv', '.direnv', '.tox', '.nox', '.eggs', 'build', 'dist', '_build', 'buck-out'],
  ...['.mypy_cache', '.pytest_cache', '.ruff_cache', '.pytype', '.hypothesis', '.ipynb_checkpoints', '.pants.d'],
]);

/**
 * The Python files that some paths mean: files as they are named, folders with all that is in them except virtual
 * environments, build folders, links, and what .gitignore files up to the repository's root ignore.
 */
export async function findFiles(paths: readonly string[], cwd: string): Promise<FoundFiles> {
  const files = new Set<string>();
  const problems: { path: string; reason: string }[] = [];
  const onProblem = (path: string, error: unknown): void => void problems.push({ path, reason: reasonOf(error) });
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    try {
      if ((await stat(absolute)).isDirectory()) {
        await walk(absolute, await gitignoresAbove(absolute), (file) => files.add(file), onProblem);
      } else files.add(absolute);
    } catch (error) {
      onProblem(absolute, error);
    }
  }
  return { files: [...files].sort(), problems };
}

/** Tells of paths below a folder, whether they exist or not, if `findFiles` would give them for the folder. */
export function partOf(folder: string): (path: string) => Promise<boolean> {
  const rules = new Map<string, Promise<readonly Gitignore[] | undefined>>();

  /** What is in force in a folder; undefined when it is not looked into. */
  function rulesIn(inner: string): Promise<readonly Gitignore[] | undefined> {
    const known = rules.get(inner) ?? findRules(inner);
    rules.set(inner, known);
    return known;
  }

  async function findRules(inner: string): Promise<readonly Gitignore[] | undefined> {
    if (inner === folder) return [...(await gitignoreOf(folder)), ...(await gitignoresAbove(folder))];
    const outer = await rulesIn(dirname(inner));
    if (!outer || (await isLink(inner)) || !(await isLookedInto(inner, outer))) return undefined;
    return [...(await gitignoreOf(inner)), ...outer];
  }

  return async (path) => {
    if (!PYTHON.test(path) || !path.startsWith(folder + sep)) return false;
    const inForce = await rulesIn(dirname(path));
    return inForce !== undefined && !isIgnored(path, inForce) && !(await isLink(path));
  };
}

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its links go in circles',
};

const PYTHON = /\.py[wi]?$/;

/** The patterns of a folder's .gitignore. */
interface Gitignore {
  readonly folder: string;
  readonly patterns: Ignore;
}

async function walk(
  folder: string,
  gitignores: readonly Gitignore[],
  onFile: (file: string) => void,
  onProblem: (path: string, error: unknown) => void,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    onProblem(folder, error);
    return [];
  });
  const inForce = [...(await gitignoreOf(folder)), ...gitignores];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (await isLookedInto(path, inForce)) await walk(path, inForce, onFile, onProblem);
    } else if (entry.isFile() && PYTHON.test(entry.name) && !isIgnored(path, inForce)) onFile(path);
  }
}

const isLookedInto = async (folder: string, inForce: readonly Gitignore[]): Promise<boolean> =>
  !SKIPPED.has(basename(folder)) && !isIgnored(`${folder}${sep}`, inForce) && !(await isEnvironment(folder));

/** The nearest .gitignore that says anything about a path decides. */
function isIgnored(path: string, gitignores: readonly Gitignore[]): boolean {
  for (const { folder, patterns } of gitignores) {
    const inside = relative(folder, path).split(sep).join('/') + (path.endsWith(sep) ? '/' : '');
    const { ignored, unignored } = patterns.test(inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}

async function gitignoreOf(folder: string): Promise<Gitignore[]> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => undefined);
  return text === undefined ? [] : [{ folder, patterns: ignore().add(text) }];
}

/** Those of the folders around, the nearest first, up to the repository's root. None if they ignore the folder that was named. */
async function gitignoresAbove(folder: string): Promise<readonly Gitignore[]> {
  const found: Gitignore[] = [];
  for (let inner = folder; !(await isRepository(inner)); inner = dirname(inner)) {
    if (dirname(inner) === inner) return [];
    found.push(...(await gitignoreOf(dirname(inner))));
  }
  return isIgnored(`${folder}${sep}`, found) ? [] : found;
}

const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (entry) => entry.isSymbolicLink(),
    () => false,
  );

const isEnvironment = (folder: string): Promise<boolean> => has(folder, 'pyvenv.cfg');
const isRepository = (folder: string): Promise<boolean> => has(folder, '.git');

const has = (folder: string, name: string): Promise<boolean> =>
  lstat(join(folder, name)).then(
    () => true,
    () => false,
  );
