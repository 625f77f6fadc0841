import { localized, type Localized } from '../../text/localized.ts';
import { DATA_LIMIT } from '../../workspace/size-limits.ts';
import { type FileTree, folderOf, nameOf } from './file-tree.ts';
import { type Gitignore, parseGitignore } from './gitignore.ts';
import { isAbsent, reasonOf } from './unreadable.ts';

export interface Listing {
  /** In no order. */
  readonly files: readonly string[];
  /** Paths that could not be read, with the reason. */
  readonly problems: readonly Problem[];
}

interface Problem {
  readonly path: string;
  readonly reason: Localized;
}

/** Folders that hold no code of the project, wherever they are. */
const SKIPPED = new Set([
  ...['.git', '.hg', '.svn', '.bzr', 'node_modules', '__pycache__', '__pypackages__', 'site-packages'],
  ...['.venv', 'venv', '.virtualenv', '.direnv', '.tox', '.nox', '.eggs', 'build', 'dist', '_build', 'buck-out'],
  ...['.mypy_cache', '.pytest_cache', '.ruff_cache', '.pytype', '.hypothesis', '.ipynb_checkpoints', '.pants.d'],
]);

/** So many folders are looked into at a time: an editor may have to fetch each of them from elsewhere. */
const BATCH = 32;

const PYTHON = /\.(?:py[wi]?|ipynb)$/;

/**
 * The Python files and notebooks in a folder, except those of virtual environments and build folders, links, and what .gitignore
 * files up to the repository's root ignore.
 */
export async function listProject(tree: FileTree, folder: string): Promise<Listing> {
  const files: string[] = [];
  const problems: Problem[] = [];
  const above = await patternsAbove(tree, folder);
  problems.push(...above.problems);
  let level: readonly Place[] = [{ folder, outer: above.patterns, isNamed: true }];
  while (level.length > 0) {
    const inner: Place[] = [];
    for (let from = 0; from < level.length; from += BATCH) {
      const looks = level.slice(from, from + BATCH).map((place) => lookInto(tree, place));
      for (const found of await Promise.all(looks)) {
        files.push(...found.files);
        problems.push(...found.problems);
        inner.push(...found.folders);
      }
    }
    level = inner;
  }
  return { files, problems };
}

interface Place {
  readonly folder: string;
  /** What is in force around it. */
  readonly outer: readonly FolderPatterns[];
  /** Somebody wants this folder, be it an environment or not. */
  readonly isNamed: boolean;
}

interface Look extends Listing {
  readonly folders: readonly Place[];
}

async function lookInto(tree: FileTree, { folder, outer, isNamed }: Place): Promise<Look> {
  let entries;
  try {
    entries = await tree.entries(folder);
  } catch (error) {
    return { files: [], folders: [], problems: [{ path: folder, reason: reasonOf(error) }] };
  }
  const names = new Set(entries.map(({ name }) => name));
  if (!isNamed && names.has(ENVIRONMENT)) return { files: [], folders: [], problems: [] };
  const own = names.has(GITIGNORE) ? await patternsOf(tree, folder) : nothing;
  const inForce = [...own.patterns, ...outer];
  const pathsOf = (kind: string): string[] =>
    entries.filter((entry) => entry.kind === kind).map(({ name }) => `${folder}/${name}`);
  return {
    files: pathsOf('file').filter((path) => PYTHON.test(path) && !isIgnored(path, inForce)),
    folders: pathsOf('folder')
      .filter((path) => mayHoldCode(path, inForce))
      .map((path) => ({ folder: path, outer: inForce, isNamed: false })),
    problems: own.problems,
  };
}

/** Tells of paths below a folder, whether they exist or not, if `listProject` would give them for the folder. */
export function partOf(tree: FileTree, folder: string): (path: string) => Promise<boolean> {
  const known = new Map<string, Promise<readonly FolderPatterns[] | undefined>>();

  /** What is in force in a folder; undefined when it is not looked into. */
  function inForceIn(inner: string): Promise<readonly FolderPatterns[] | undefined> {
    const found = known.get(inner) ?? find(inner);
    known.set(inner, found);
    return found;
  }

  async function find(inner: string): Promise<readonly FolderPatterns[] | undefined> {
    if (inner === folder)
      return [...(await patternsOf(tree, folder)).patterns, ...(await patternsAbove(tree, folder)).patterns];
    const outer = await inForceIn(folderOf(inner));
    if (!outer || !mayHoldCode(inner, outer)) return undefined;
    if ((await tree.kindOf(inner)) === 'link' || (await has(tree, inner, ENVIRONMENT))) return undefined;
    return [...(await patternsOf(tree, inner)).patterns, ...outer];
  }

  return async (path) => {
    if (!PYTHON.test(path) || !path.startsWith(`${folder}/`)) return false;
    const inForce = await inForceIn(folderOf(path));
    return inForce !== undefined && !isIgnored(path, inForce) && (await tree.kindOf(path)) !== 'link';
  };
}

/** What makes a folder a virtual environment. */
const ENVIRONMENT = 'pyvenv.cfg';
const GITIGNORE = '.gitignore';

/** The patterns of a folder's .gitignore. */
interface FolderPatterns {
  readonly folder: string;
  readonly patterns: Gitignore;
}

/** The nearest first. */
interface Patterns {
  readonly patterns: readonly FolderPatterns[];
  readonly problems: readonly Problem[];
}

const nothing: Patterns = { patterns: [], problems: [] };

const mayHoldCode = (folder: string, inForce: readonly FolderPatterns[]): boolean =>
  !SKIPPED.has(nameOf(folder)) && !isIgnored(`${folder}/`, inForce);

/** The nearest .gitignore that says anything about a path decides; of a folder, the path has a slash at its end. */
function isIgnored(path: string, inForce: readonly FolderPatterns[]): boolean {
  for (const { folder, patterns } of inForce) {
    const ignored = patterns.ignores(path.slice(folder.length + 1));
    if (ignored !== undefined) return ignored;
  }
  return false;
}

async function patternsOf(tree: FileTree, folder: string): Promise<Patterns> {
  const path = `${folder}/${GITIGNORE}`;
  try {
    const patterns = parseGitignore(new TextDecoder().decode(await tree.read(path, DATA_LIMIT)));
    const { leftOutFrom } = patterns;
    const problems = leftOutFrom === undefined ? [] : [{ path, reason: texts.tooManyPatterns(leftOutFrom) }];
    return { patterns: [{ folder, patterns }], problems };
  } catch (error) {
    return { patterns: [], problems: isAbsent(error) ? [] : [{ path, reason: reasonOf(error) }] };
  }
}

const texts = {
  tooManyPatterns: localized({
    en: (line: number) => `it has too many patterns with wildcards: from line ${String(line)} on they do not count`,
    'zh-cn': (line) => `带通配符的模式太多：从第 ${String(line)} 行起不再生效`,
  }),
};

/** Those of the folders around, the nearest first, up to the repository's root. None if they ignore the folder that was named. */
async function patternsAbove(tree: FileTree, folder: string): Promise<Patterns> {
  const inner = [];
  let outer = folder;
  for (; !(await has(tree, outer, '.git')); outer = folderOf(outer)) {
    if (folderOf(outer) === outer) return nothing;
    inner.unshift(outer);
  }
  let inForce = nothing;
  for (const path of inner) {
    const { patterns, problems } = await patternsOf(tree, folderOf(path));
    inForce = { patterns: [...patterns, ...inForce.patterns], problems: [...inForce.problems, ...problems] };
    if (isIgnored(`${path}/`, inForce.patterns)) return { ...nothing, problems: inForce.problems };
  }
  return inForce;
}

const has = async (tree: FileTree, folder: string, name: string): Promise<boolean> =>
  (await tree.kindOf(`${folder}/${name}`)) !== undefined;
