import { NAMESPACE, type ProjectHost, type SourceFile } from '../project/project.ts';
import type { FileSettings } from './file-settings.ts';
import type { Library } from './library.ts';
import type { ModuleNames } from './module-names.ts';
import type { SourceFiles } from './source-files.ts';

interface ProjectFilesOptions {
  readonly sources: SourceFiles;
  readonly settings: FileSettings;
  readonly modules: ModuleNames;
  readonly library: Library;
  readonly defaultPython: readonly [number, number];
}

/** Shows the project the workspace's files, and those of libraries as they are asked for. */
export function projectFiles({ sources, settings, modules, library, defaultPython }: ProjectFilesOptions): ProjectHost {
  /** Module names of the library files met so far, by address. */
  const libraryModules = new Map<string, string>();
  /** By import context: a file that it counts for. */
  const contexts = new Map<string, string>([[LIBRARY, '']]);

  function resolve(module: string, context: string): string | undefined {
    const builtIn = library.standard.find(module);
    if (builtIn !== undefined) return asLibrary(module, builtIn);
    const own = context === LIBRARY ? undefined : modules.resolve(module, modules.rootOf(contexts.get(context) ?? ''));
    if (own !== undefined && !own.startsWith(NAMESPACE)) return own;
    for (const source of library.others) {
      const found = source.find(module);
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
    const chunks = libraryModule === undefined ? sources.chunks(uri) : library.chunks(uri);
    if (!chunks || (libraryModule === undefined && !sources.has(uri))) return undefined;
    return {
      uri,
      module: libraryModule ?? modules.nameOf(uri),
      isPackage: /\/__init__\.pyi?$/.test(uri),
      isStub: uri.endsWith('.pyi'),
      isLibrary: libraryModule !== undefined,
      isNotebook: uri.includes('.ipynb#') || uri.startsWith('vscode-notebook-cell:'),
      chunks: chunks.map(({ id }) => id),
    };
  }

  return {
    file,
    facts: (id) => sources.facts(id) ?? library.facts(id),
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
