import { NAMESPACE, type ProjectConfiguration, type ProjectHost, type SourceFile } from '../project/names/project.ts';
import { CLOSED, type Durabilities } from './durabilities.ts';
import type { FileSettings } from './file-settings.ts';
import type { InstalledPackages, Library, LibrarySource } from './library.ts';
import type { ModuleNames } from './module-names.ts';
import type { SourceFiles } from './source-files.ts';
import type { Folder } from './workspace.ts';
import { isNotebook } from './notebook-uris.ts';

interface ProjectFilesOptions {
  readonly sources: SourceFiles;
  readonly settings: FileSettings;
  readonly modules: ModuleNames;
  readonly durabilities: Durabilities;
  readonly library: Library;
  /** The packages that a folder's Python finds; undefined when it has none. */
  readonly installed: (folder: Folder | undefined) => InstalledPackages | undefined;
  readonly defaultPython: readonly [number, number];
}

/** What decides how a file's imports resolve. */
interface Context {
  /** Where its own modules begin; undefined for library files. */
  readonly root: string | undefined;
  readonly packages: InstalledPackages | undefined;
  /** A workspace file that the context counts for. */
  readonly example: string | undefined;
}

interface LibraryFile {
  readonly module: string;
  readonly source: LibrarySource;
  /** The installation through which the file was found. */
  readonly packages: InstalledPackages | undefined;
}

export interface ProjectFiles extends ProjectHost {
  /** Whether a file of a library has been named so far, and of which kind. */
  libraryOf(uri: string): 'bundled' | 'installed' | undefined;
  /** The text of a file of an installed package that has been named. */
  installedText(uri: string): string | undefined;
}

/** Shows the project the workspace's files, and those of libraries as they are asked for. */
export function projectFiles(options: ProjectFilesOptions): ProjectFiles {
  const { sources, settings, modules, durabilities, library } = options;
  const libraryFiles = new Map<string, LibraryFile>();
  const contexts = new Map<string, Context>();

  function resolve(module: string, key: string): string | undefined {
    const context = contexts.get(key);
    const find = (source: LibrarySource): string | undefined => {
      const uri = source.find(module);
      if (uri !== undefined && !uri.startsWith(NAMESPACE) && !libraryFiles.has(uri))
        libraryFiles.set(uri, { module, source, packages: context?.packages });
      return uri;
    };
    const builtIn = find(library.standard);
    if (builtIn !== undefined) return builtIn;
    const own = context?.root === undefined ? undefined : modules.resolve(module, context.root);
    if (own !== undefined && !own.startsWith(NAMESPACE)) return own;
    for (const source of [...library.others, ...(context?.packages ? [context.packages] : [])]) {
      const found = find(source);
      if (found !== undefined) return found;
    }
    return own;
  }

  const libraryFile = (uri: string): LibraryFile | undefined => (sources.has(uri) ? undefined : libraryFiles.get(uri));
  const isInstalled = ({ source, packages }: LibraryFile): boolean => source === packages;

  return {
    libraryOf(uri) {
      const found = libraryFile(uri);
      return found && (isInstalled(found) ? 'installed' : 'bundled');
    },
    installedText(uri) {
      const found = libraryFile(uri);
      return found && isInstalled(found) ? found.source.read(uri) : undefined;
    },
    file: (uri) => fileAt(options, uri, libraryFile(uri)),
    durabilityOf: (uri, part) => (libraryFiles.get(uri)?.source === library.standard ? 0 : durabilities.of(uri, part)),
    durabilityOfChunk(id, part) {
      const uri = sources.uriOf(id);
      if (uri === undefined) return library.chunk(id) ? 0 : CLOSED;
      return part === undefined ? durabilities.ofChunk(uri, id) : durabilities.of(uri, part);
    },
    uriOf: (id) => sources.uriOf(id) ?? library.uriOf(id),
    facts: (id) => sources.facts(id) ?? library.facts(id),
    textOf: (id) => (sources.chunk(id) ?? library.chunk(id))?.text,
    filesWith: (mention) => sources.filesWith(mention),
    filesNaming: (name) => sources.filesNaming(name),
    importContext(uri) {
      const [key, context] = contextOf(options, libraryFiles, uri);
      contexts.set(key, context);
      return key;
    },
    resolveModule: resolve,
    python: (key) => pythonFor(options, contexts.get(key)),
    configuration: (key) => configurationFor(settings, contexts.get(key)?.example),
  };
}

/** `found` is the file if it is a library's. */
function fileAt(
  { sources, modules, library }: ProjectFilesOptions,
  uri: string,
  found: LibraryFile | undefined,
): SourceFile | undefined {
  if (!found && !sources.has(uri)) return undefined;
  const chunks = found ? (library.chunks(uri, found.source) ?? []) : sources.chunks(uri);
  return {
    uri,
    ...(found ? { module: found.module, fullName: found.module } : modules.namesOf(uri)),
    isPackage: /\/__init__\.pyi?$/.test(uri),
    isStub: uri.endsWith('.pyi'),
    isLibrary: found !== undefined,
    isNotebook: isNotebook(uri),
    chunks: chunks.map(({ id }) => id),
  };
}

/** The key tells all that is in the context. */
function contextOf(
  { sources, settings, modules, installed }: ProjectFilesOptions,
  libraryFiles: ReadonlyMap<string, LibraryFile>,
  uri: string,
): [key: string, Context] {
  const found = sources.has(uri) ? undefined : libraryFiles.get(uri);
  if (found)
    return [`library ${found.packages?.id ?? ''}`, { root: undefined, packages: found.packages, example: undefined }];
  const root = modules.rootOf(uri);
  const packages = installed(settings.folderOf(uri));
  return [`${root} ${settings.keyOf(uri)} ${packages?.id ?? ''}`, { root, packages, example: uri }];
}

function pythonFor(
  { settings, defaultPython }: ProjectFilesOptions,
  context: Context | undefined,
): readonly [number, number] {
  const chosen = context?.example === undefined ? undefined : settings.of(context.example).python;
  return chosen ?? context?.packages?.python ?? defaultPython;
}

/** The part of the settings that the project sees: a change of the others is no news to it. */
function configurationFor(settings: FileSettings, example: string | undefined): ProjectConfiguration {
  const { blocking, nonBlocking, offLoaders, taskSpawners } = settings.of(example ?? '');
  const asyncTests = example === undefined ? undefined : settings.asyncTestsOf(example);
  const wantsTestPlugin = example !== undefined && settings.wantsTestPlugin(example);
  return { blocking, nonBlocking, offLoaders, taskSpawners, asyncTests, wantsTestPlugin };
}
