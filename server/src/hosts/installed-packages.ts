import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { NAMESPACE } from '../project/names/project.ts';
import type { InstalledPackages } from '../workspace/library.ts';
import { CODE_LIMIT, SETTINGS_LIMIT } from '../workspace/size-limits.ts';
import type { Folder } from '../workspace/workspace.ts';
import { isAbsent, reasonOf, type OnSkipped } from './anywhere/unreadable.ts';
import { readRegularFileSync } from './regular-file.ts';

/**
 * The packages that a folder's Python finds. Files are read, nothing is executed. The interpreter is the one that was chosen
 * (in the settings or the Python extension), else a virtual environment in the folder, else that of `.python-version`, else
 * the one of `VIRTUAL_ENV`.
 */
export function installedPackages(
  environment: NodeJS.ProcessEnv,
  onSkipped: OnSkipped,
): (folder: Folder | undefined) => PackagesOnDisk | undefined {
  const known = new Map<string, PackagesOnDisk | undefined>();
  return (folder) => {
    const read = readerOf(onSkipped);
    const prefix = folder && prefixOf(folder, environment, read);
    if (prefix === undefined) return undefined;
    if (!known.has(prefix)) known.set(prefix, packagesOf(prefix, read));
    return known.get(prefix);
  };
}

/** Packages that remember what was asked of them. */
export interface PackagesOnDisk extends InstalledPackages {
  /** By module, what was found. */
  readonly found: ReadonlyMap<string, string | undefined>;
  /** By address, what was read. */
  readonly texts: ReadonlyMap<string, string | undefined>;
}

/** The text of a file; undefined where there is none or it had to be skipped. */
type Read = (path: string, byteLimit: number) => string | undefined;

function readerOf(onSkipped: OnSkipped): Read {
  return (path, byteLimit) => {
    try {
      return readRegularFileSync(path, byteLimit).toString('utf8');
    } catch (error) {
      if (!isAbsent(error)) onSkipped(path, reasonOf(error));
      return undefined;
    }
  };
}

function prefixOf(folder: Folder, environment: NodeJS.ProcessEnv, read: Read): string | undefined {
  const { interpreter } = folder;
  if (interpreter !== undefined && !isOnServer(interpreter)) return prefixOfInterpreter(interpreter, environment, read);
  const root = folder.uri.startsWith('file:') ? fileURLToPath(folder.uri) : undefined;
  if (root === undefined) return undefined;
  const inFolder = ['.venv', 'venv']
    .map((name) => join(root, name))
    .find((path) => existsSync(join(path, 'pyvenv.cfg')));
  return inFolder ?? versionManaged(join(root, '.python-version'), environment, read) ?? environment.VIRTUAL_ENV;
}

/**
 * `\\server\share` and the like, in a setting or a file of the project. Windows shows the user's credentials to a server that is
 * merely asked whether a file exists, and anybody may have written the project.
 */
const isOnServer = (path: string): boolean => /^\s*[\\/]{2}/.test(path);

/** `…/bin/python` and `…\Scripts\python.exe` stand in the folder below the prefix; pyenv's shims lead elsewhere. */
function prefixOfInterpreter(path: string, environment: NodeJS.ProcessEnv, read: Read): string | undefined {
  const prefix = dirname(dirname(path));
  if (existsSync(join(prefix, 'pyvenv.cfg'))) return prefix;
  if (dirname(path).endsWith('shims')) return versionManaged(join(prefix, 'version'), environment, read);
  try {
    return dirname(dirname(realpathSync(path)));
  } catch {
    return undefined;
  }
}

/** pyenv: the file names a version, whose prefix is a folder of that name. */
function versionManaged(file: string, environment: NodeJS.ProcessEnv, read: Read): string | undefined {
  const version = read(file, SETTINGS_LIMIT)?.split('\n')[0]?.trim();
  const root = environment.PYENV_ROOT ?? join(environment.HOME ?? '', '.pyenv');
  if (version === undefined || !/^[\w.-]+$/.test(version)) return undefined;
  const prefix = join(root, 'versions', version);
  return existsSync(prefix) ? prefix : undefined;
}

function packagesOf(prefix: string, read: Read): PackagesOnDisk {
  const configuration = read(join(prefix, 'pyvenv.cfg'), SETTINGS_LIMIT) ?? '';
  const folders = withPathFiles([...siteFolders(prefix), ...siteFoldersOfBase(configuration)], read);
  const found = new Map<string, string | undefined>();
  const texts = new Map<string, string | undefined>();
  return {
    found,
    texts,
    id: prefix,
    python: pythonOf(prefix, configuration),
    find(module) {
      if (!found.has(module)) found.set(module, findModule(folders, module));
      return found.get(module);
    },
    read(uri) {
      if (!texts.has(uri)) texts.set(uri, uri.startsWith('file:') ? read(fileURLToPath(uri), CODE_LIMIT) : undefined);
      return texts.get(uri);
    },
  };
}

/** `lib/python3.11/site-packages`; Debian's `dist-packages`; `Lib\site-packages` on Windows. */
function siteFolders(prefix: string): readonly string[] {
  const libraries = namesIn(join(prefix, 'lib')).filter((name) => /^python3(\.\d+)?$/.test(name));
  const own = libraries.flatMap((name) =>
    ['site-packages', 'dist-packages'].map((kind) => join(prefix, 'lib', name, kind)),
  );
  return [...own, join(prefix, 'Lib', 'site-packages')].filter(isFolder);
}

/** Those of the Python that a virtual environment was made with, where it says that they count. */
function siteFoldersOfBase(configuration: string): readonly string[] {
  const counts = /^include-system-site-packages\s*=\s*true/im.test(configuration);
  const base = counts ? /^home\s*=\s*(.+)$/m.exec(configuration)?.[1] : undefined;
  return base === undefined || isOnServer(base) ? [] : siteFolders(dirname(base.trim()));
}

function pythonOf(prefix: string, configuration: string): readonly [number, number] | undefined {
  const version = /^version(?:_info)?\s*=\s*(3)\.(\d+)/m.exec(configuration);
  const folder = namesIn(join(prefix, 'lib')).map((name) => /^python(3)\.(\d+)$/.exec(name));
  const found = version ?? folder.find((match) => match !== null);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

/** Folders that `.pth` files add, and those of editable installs. Lines that are code are not run. */
function withPathFiles(folders: readonly string[], read: Read): readonly string[] {
  const added = folders.flatMap((folder) =>
    namesIn(folder).flatMap((name) => {
      const text = /\.pth$|^__editable__.*_finder\.py$/.test(name)
        ? read(join(folder, name), SETTINGS_LIMIT)
        : undefined;
      if (text === undefined) return [];
      return name.endsWith('.pth') ? linesOfPathFile(folder, text) : editableFolders(text);
    }),
  );
  return [...folders, ...[...new Set(added)].filter(isFolder).slice(0, ADDED_LIMIT)];
}

/** So many folders are looked into for each module. */
const ADDED_LIMIT = 1000;

const linesOfPathFile = (folder: string, text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !/^import\s/.test(line) && !isOnServer(line))
    .map((line) => resolve(folder, line));

/** setuptools writes `MAPPING: dict[str, str] = {'package': '/path/to/src/package'}`. */
const editableFolders = (text: string): readonly string[] =>
  [...(/^MAPPING[^=\n]*=\s*\{(.*)\}/m.exec(text)?.[1] ?? '').matchAll(/:\s*'((?:[^'\\]|\\.)*)'/g)]
    .map((match) => (match[1] ?? '').replaceAll('\\\\', '\\'))
    .filter((path) => !isOnServer(path))
    .map((path) => dirname(path));

/** As Python and PEP 561 look: stub packages, then stubs beside sources, then sources. */
function findModule(folders: readonly string[], module: string): string | undefined {
  const [top = '', ...rest] = module.split('.');
  const path = [top, ...rest].join('/');
  const stubs = [`${top}-stubs`, ...rest].join('/');
  const candidates = [
    `${stubs}/__init__.pyi`,
    `${stubs}.pyi`,
    `${path}/__init__.pyi`,
    `${path}/__init__.py`,
    `${path}.pyi`,
    `${path}.py`,
  ];
  for (const folder of folders) {
    const file = candidates.map((candidate) => join(folder, candidate)).find(isFile);
    if (file !== undefined) return pathToFileURL(file).href;
  }
  return folders.some((folder) => isFolder(join(folder, path))) ? NAMESPACE + module : undefined;
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
