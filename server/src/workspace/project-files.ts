import { NAMESPACE, type ProjectHost, type SourceFile } from '../project/project.ts';
import type { FileSettings } from './file-settings.ts';
import type { Library } from './library.ts';
import type { ModuleNames } from './module-names.ts';
import type { SourceFiles } from './source-files.ts';

export interface Libraries {
  /** Nothing in the workspace hides the standard library's modules. */
  readonly standard: Library;
  /** In the order in which they are asked. */
  readonly others: readonly Library[];
}

interface ProjectFilesOptions {
  readonly sources: SourceFiles;
  readonly settings: FileSettings;
  readonly modules: ModuleNames;
  readonly libraries: Libraries;
  readonly defaultPython: readonly [number, number];
}

/** Shows the project the workspace's files, and those of libraries as they are asked for. */
export function projectFiles({
  sources,
  settings,
  modules,
  libraries,
  defaultPython,
}: ProjectFilesOptions): ProjectHost {
  const all = [libraries.standard, ...libraries.others];
  /** Module names of the library files met so far, by address. */
  const libraryModules = new Map<string, string>();
  /** By import context: a file that it counts for. */
  const contexts = new Map<string, string>([[LIBRARY, '']]);

  function resolve(module: string, context: string): string | undefined {
    const builtIn = libraries.standard.find(module);
    if (builtIn !== undefined) return asLibrary(module, builtIn);
    const own = context === LIBRARY ? undefined : modules.resolve(module, modules.rootOf(contexts.get(context) ?? ''));
    if (own !== undefined && !own.startsWith(NAMESPACE)) return own;
    for (const library of libraries.others) {
      const found = library.find(module);
      if (found !== undefined) return asLibrary(module, found);
    }
    return own;
  }

  function asLibrary(module: string, uri: string): string {
    libraryModules.set(uri, module);
    return uri;
  }

  function file(uri: string): SourceFile | undefined {
    const libraryModule = libraryModules.get(uri);
    if (libraryModule !== undefined && !sources.has(uri)) {
      const text = all.map((library) => library.read(uri)).find((found) => found !== undefined);
      if (text === undefined) return undefined;
      sources.put(uri, text);
    }
    if (!sources.has(uri)) return undefined;
    return {
      uri,
      module: libraryModule ?? modules.nameOf(uri),
      isPackage: /\/__init__\.pyi?$/.test(uri),
      isStub: uri.endsWith('.pyi'),
      isLibrary: libraryModule !== undefined,
      isNotebook: uri.includes('.ipynb#') || uri.startsWith('vscode-notebook-cell:'),
      chunks: sources.chunks(uri).map(({ id }) => id),
    };
  }

  return {
    file,
    facts: (id) => sources.facts(id),
    importContext(uri) {
      if (libraryModules.has(uri)) return LIBRARY;
      const context = `${modules.rootOf(uri)} ${settings.keyOf(uri)}`;
      contexts.set(context, uri);
      return context;
    },
    resolveModule: resolve,
    python: (context) =>
      (context === LIBRARY ? undefined : settings.of(contexts.get(context) ?? '').python) ?? defaultPython,
    configuration: (context) => settings.of(contexts.get(context) ?? ''),
  };
}

const LIBRARY = 'library';
