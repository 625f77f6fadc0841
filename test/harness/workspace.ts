import { STANDARD_LIBRARY } from '../../server/src/project/types/standard-names.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { createWorkspace, type WorkspaceOptions } from '../../server/src/workspace/create-workspace.ts';
import {
  createLibrary,
  librarySource,
  type InstalledPackages,
  type Library,
} from '../../server/src/workspace/library.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { collectLibraries } from '../../server/tools/libraries.ts';
import { testGrammar } from './grammar.ts';

let library: Promise<Library> | undefined;

/** The standard library and the described libraries, shared by all tests of a process. */
export const testLibrary = (): Promise<Library> => (library ??= readLibrary());

async function readLibrary(): Promise<Library> {
  const { standard, described } = collectLibraries();
  const source = (root: string, texts: Readonly<Record<string, string>>) =>
    librarySource(root, new Map(Object.entries(texts)));
  return createLibrary(await testGrammar(), source(STANDARD_LIBRARY, standard), [source('described:', described)]);
}

export const FOLDER = 'file:///project';

/** Installed packages, by path in site-packages. */
function installed(packages: Readonly<Record<string, string>>): InstalledPackages {
  const root = 'file:///site-packages';
  return {
    id: root,
    python: [3, 13],
    find(module) {
      const path = module.replaceAll('.', '/');
      const found = [`${path}/__init__.py`, `${path}.py`].find((candidate) => candidate in packages);
      return found && `${root}/${found}`;
    },
    read: (uri) => packages[uri.slice(root.length + 1)],
  };
}

/** A workspace with one folder and these files in it, by path. With `packages`, those are installed. */
export async function testWorkspace(
  files: Readonly<Record<string, string>>,
  settings: unknown = {},
  rules?: readonly Rule[],
  packages: Readonly<Record<string, string>> = {},
  more: Pick<WorkspaceOptions, 'findingsCache'> & { readonly folder?: string } = {},
): Promise<Workspace> {
  const { folder = FOLDER, ...options } = more;
  const workspace = createWorkspace({
    grammar: await testGrammar(),
    library: await testLibrary(),
    installed: () => installed(packages),
    defaultPython: [3, 13],
    ...(rules && { rules }),
    ...options,
    log: (message) => {
      throw new Error(message);
    },
  });
  workspace.configured([{ uri: folder, settings, interpreter: undefined }]);
  for (const [path, text] of Object.entries(files)) workspace.disk(`${folder}/${path}`, text);
  return workspace;
}
