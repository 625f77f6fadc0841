import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { DATA_LIMIT } from '../../workspace/size-limits.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { isAbsent, readRegularFile, reasonOf, type OnSkipped } from '../regular-file.ts';
import { parseGitignore, type Gitignore } from './gitignore.ts';

export interface FoundFiles {
  /** Absolute paths, sorted, each once. */
  readonly files: readonly string[];
  /** Paths that cannot be checked, with the reason. */
  readonly problems: readonly { readonly path: string; readonly reason: Localized }[];
}

/** Folders that hold no code of the project, wherever they are. */
const SKIPPED = new Set([
  ...['.git', '.hg', '.svn', '.bzr', 'node_modules', '__pycache__', '__pypackages__', 'site-packages'],
  ...['.venv', 'venv', '.virtualenv', '.direnv', '.tox', '.nox', '.eggs', 'build', 'dist', '_build', 'buck-out'],
  ...['.mypy_cache', '.pytest_cache', '.ruff_cache', '.pytype', '.hypothesis', '.ipynb_checkpoints', '.pants.d'],
]);

/**
 * The Python files and notebooks that some paths mean: files as they are named, folders with all that is in them except virtual
 * environments, build folders, links, and what .gitignore files up to the repository's root ignore.
 */
export async function findFiles(paths: readonly string[], cwd: string): Promise<FoundFiles> {
  const files = new Set<string>();
  const links: string[] = [];
  const problems: { path: string; reason: Localized }[] = [];
  const onProblem: OnSkipped = (path, reason) => problems.push({ path, reason });
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    try {
      if ((await stat(absolute)).isDirectory()) {
        await walk(absolute, await gitignoresAbove(absolute, onProblem), (file) => files.add(file), onProblem);
      } else if (await isLink(absolute)) links.push(absolute);
      else files.add(absolute);
    } catch (error) {
      onProblem(absolute, reasonOf(error));
    }
  }
  for (const link of await leadingElsewhere(links, files)) files.add(link);
  return { files: [...files].sort(), problems };
}

/** The links that lead to none of the files, and of those that lead to one and the same, the first. */
async function leadingElsewhere(links: readonly string[], files: ReadonlySet<string>): Promise<readonly string[]> {
  if (links.length === 0) return [];
  const real = new Set(await Promise.all([...files].map((file) => realpath(file))));
  const targets = await Promise.all(links.map((link) => realpath(link)));
  return links.filter((_, i) => !real.has(targets[i]!) && targets.indexOf(targets[i]!) === i);
}

/** Tells of paths below a folder, whether they exist or not, if `findFiles` would give them for the folder. */
export function partOf(folder: string): (path: string) => Promise<boolean> {
  const rules = new Map<string, Promise<readonly FolderPatterns[] | undefined>>();

  /** What is in force in a folder; undefined when it is not looked into. */
  function rulesIn(inner: string): Promise<readonly FolderPatterns[] | undefined> {
    const known = rules.get(inner) ?? findRules(inner);
    rules.set(inner, known);
    return known;
  }

  async function findRules(inner: string): Promise<readonly FolderPatterns[] | undefined> {
    if (inner === folder) return [...(await gitignoreOf(folder, nobody)), ...(await gitignoresAbove(folder, nobody))];
    const outer = await rulesIn(dirname(inner));
    if (!outer || (await isLink(inner)) || !(await isLookedInto(inner, outer))) return undefined;
    return [...(await gitignoreOf(inner, nobody)), ...outer];
  }

  return async (path) => {
    if (!PYTHON.test(path) || !path.startsWith(folder + sep)) return false;
    const inForce = await rulesIn(dirname(path));
    return inForce !== undefined && !isIgnored(path, inForce) && !(await isLink(path));
  };
}

/** What stands in the way was told when the folder was listed. */
const nobody: OnSkipped = () => undefined;

const PYTHON = /\.(?:py[wi]?|ipynb)$/;

/** The patterns of a folder's .gitignore. */
interface FolderPatterns {
  readonly folder: string;
  readonly patterns: Gitignore;
}

async function walk(
  folder: string,
  gitignores: readonly FolderPatterns[],
  onFile: (file: string) => void,
  onProblem: OnSkipped,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    onProblem(folder, reasonOf(error));
    return [];
  });
  const inForce = [...(await gitignoreOf(folder, onProblem)), ...gitignores];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (await isLookedInto(path, inForce)) await walk(path, inForce, onFile, onProblem);
    } else if (entry.isFile() && PYTHON.test(entry.name) && !isIgnored(path, inForce)) onFile(path);
  }
}

const isLookedInto = async (folder: string, inForce: readonly FolderPatterns[]): Promise<boolean> =>
  !SKIPPED.has(basename(folder)) && !isIgnored(`${folder}${sep}`, inForce) && !(await isEnvironment(folder));

/** The nearest .gitignore that says anything about a path decides. */
function isIgnored(path: string, gitignores: readonly FolderPatterns[]): boolean {
  for (const { folder, patterns } of gitignores) {
    const inside = relative(folder, path).split(sep).join('/') + (path.endsWith(sep) ? '/' : '');
    const ignored = patterns.ignores(inside);
    if (ignored !== undefined) return ignored;
  }
  return false;
}

async function gitignoreOf(folder: string, onProblem: OnSkipped): Promise<FolderPatterns[]> {
  const path = join(folder, '.gitignore');
  try {
    const text = (await readRegularFile(path, DATA_LIMIT)).toString('utf8');
    const patterns = parseGitignore(text);
    const { leftOutFrom } = patterns;
    if (leftOutFrom !== undefined) onProblem(path, texts.tooManyPatterns(leftOutFrom));
    return [{ folder, patterns }];
  } catch (error) {
    if (!isAbsent(error)) onProblem(path, reasonOf(error));
    return [];
  }
}

const texts = {
  tooManyPatterns: localized({
    en: (line: number) => `it has too many patterns with wildcards: from line ${String(line)} on they do not count`,
    'zh-cn': (line) => `带通配符的模式太多：从第 ${String(line)} 行起不再生效`,
  }),
};

/** Those of the folders around, the nearest first, up to the repository's root. None if they ignore the folder that was named. */
async function gitignoresAbove(folder: string, onProblem: OnSkipped): Promise<readonly FolderPatterns[]> {
  const inner = [];
  let outer = folder;
  for (; !(await isRepository(outer)); outer = dirname(outer)) {
    if (dirname(outer) === outer) return [];
    inner.unshift(outer);
  }
  let inForce: readonly FolderPatterns[] = [];
  for (const path of inner) {
    inForce = [...(await gitignoreOf(dirname(path), onProblem)), ...inForce];
    if (isIgnored(`${path}${sep}`, inForce)) return [];
  }
  return inForce;
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
