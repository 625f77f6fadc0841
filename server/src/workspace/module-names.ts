import { NAMESPACE } from '../project/names/project.ts';

/**
 * Which module names the workspace's files have. A file is importable from the folder around its outermost package (a folder
 * with `__init__`), from its workspace folder, and from that folder's `src`.
 */
export interface ModuleNames {
  /** Whether this makes a folder a package, so that the files below it have other names. */
  add(uri: string): boolean;
  /** Whether a folder is a package no more. */
  remove(uri: string): boolean;
  /** Names of a file: from the folder around its outermost package; from its workspace folder, or from that folder's `src`. */
  namesOf(uri: string): { readonly module: string; readonly fullName: string };
  /** The workspace folders are others now. */
  foldersChanged(): void;
  /** The folder around the file's outermost package. */
  rootOf(uri: string): string;
  /** The file of a module seen from a root; `NAMESPACE` and the name for a folder without `__init__`. */
  resolve(module: string, root: string): string | undefined;
}

const EXTENSION = /\.pyi?$/;
const PACKAGE = /\/__init__\.pyi?$/;
const parentOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));

export function createModuleNames(foldersOf: () => readonly string[]): ModuleNames {
  const files = new Set<string>();
  let roots: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;

  const isPackage = (folder: string): boolean =>
    files.has(`${folder}/__init__.py`) || files.has(`${folder}/__init__.pyi`);

  function rootOf(uri: string): string {
    let folder = parentOf(uri);
    while (isPackage(folder) && folder.includes('/')) folder = parentOf(folder);
    return folder;
  }

  /** `stubs/anyio.pyi`: no import finds it there, a type checker may be told to look. */
  const isLoneStub = (uri: string): boolean => uri.endsWith('.pyi') && !files.has(uri.slice(0, -1));

  /** By root: the files below it by module name, and the namespace packages on the way. */
  function index(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    if (roots) return roots;
    const result = new Map<string, Map<string, string>>();
    for (const uri of [...files].sort(sourcesFirst)) {
      const above = foldersOf().filter(holds(uri));
      const candidates = [rootOf(uri), ...above, ...above.map((folder) => `${folder}/src`)];
      for (const root of new Set(candidates)) if (uri.startsWith(`${root}/`)) addTo(result, root, uri);
    }
    roots = result;
    return result;
  }

  return {
    add(uri) {
      if (files.has(uri)) return false;
      files.add(uri);
      roots = undefined;
      return PACKAGE.test(uri);
    },
    remove(uri) {
      if (!files.delete(uri)) return false;
      roots = undefined;
      return PACKAGE.test(uri);
    },
    foldersChanged() {
      roots = undefined;
    },
    rootOf,
    namesOf(uri) {
      const root = rootOf(uri);
      return { module: moduleName(uri, root), fullName: moduleName(uri, widestRoot(uri, root, foldersOf())) };
    },
    resolve(module, root) {
      const all = index();
      const folders = ownFirst(foldersOf(), root);
      for (const candidate of [root, ...folders, ...folders.map((folder) => `${folder}/src`)]) {
        const found = all.get(candidate)?.get(module);
        if (found !== undefined && !found.startsWith(NAMESPACE)) return found;
      }
      const everywhere = new Set([...all.values()].flatMap((modules) => modules.get(module) ?? []));
      const elsewhere = [...everywhere].filter((uri) => !isLoneStub(uri));
      const real = elsewhere.filter((uri) => !uri.startsWith(NAMESPACE));
      if (real.length === 1) return real[0];
      return real.length === 0 ? elsewhere[0] : undefined;
    },
  };
}

const holds =
  (uri: string) =>
  (folder: string): boolean =>
    uri.startsWith(`${folder}/`);

/** The outermost of the folders that a file's imports can count from. */
function widestRoot(uri: string, own: string, folders: readonly string[]): string {
  const around = folders.filter(holds(uri)).map((folder) => (holds(uri)(`${folder}/src`) ? `${folder}/src` : folder));
  return around.reduce((widest, root) => (root.length < widest.length ? root : widest), own);
}

const ownFirst = (folders: readonly string[], root: string): readonly string[] => [
  ...folders.filter((folder) => holds(`${root}/`)(folder)),
  ...folders.filter((folder) => !holds(`${root}/`)(folder)),
];

/** What runs is the source; a stub beside it may say something else, and is needed where there is no source. */
const sourcesFirst = (a: string, b: string): number =>
  Number(a.endsWith('i')) - Number(b.endsWith('i')) || (a < b ? -1 : 1);

function addTo(roots: Map<string, Map<string, string>>, root: string, uri: string): void {
  const modules = roots.get(root) ?? new Map<string, string>();
  roots.set(root, modules);
  const name = moduleName(uri, root);
  const known = modules.get(name);
  if (known === undefined || known.startsWith(NAMESPACE)) modules.set(name, uri);
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    const around = name.slice(0, end);
    if (!modules.has(around)) modules.set(around, NAMESPACE + around);
  }
}

/** The dotted name of a file below a root; an `__init__` file is its package. */
export function moduleName(uri: string, root: string): string {
  const path = decodeURIComponent(uri.slice(root.length + 1)).replace(EXTENSION, '');
  return path.replace(/(^|\/)__init__$/, '').replaceAll('/', '.');
}
