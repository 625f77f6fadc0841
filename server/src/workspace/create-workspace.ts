import { PROJECT_FILES } from '../engine/project-file-names.ts';
import type { CommandLineSettings } from '../engine/settings.ts';
import { createProject } from '../project/model/create-project.ts';
import type { Project } from '../project/names/project.ts';
import { rules } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import { uncompilable } from '../facts/uncompilable.ts';
import type { Grammar } from '../syntax/grammar.ts';
import { createDurabilities, type Durabilities } from './durabilities.ts';
import type { FactsCache } from './facts-cache.ts';
import { fileFindings, type FileFindings, type OnWork } from './file-findings.ts';
import { loopFunctions } from './loop-functions.ts';
import { placesIn, syntaxErrors } from './places-in-files.ts';
import { createFileSettings, type FileSettings } from './file-settings.ts';
import type { InstalledPackages, Library } from './library.ts';
import { recallingFindings, type RecallingFindings } from './recalling-findings.ts';
import type { FindingsCache } from './kept-findings.ts';
import { portableNames } from './portable-names.ts';
import { createModuleNames, type ModuleNames } from './module-names.ts';
import { isNotebook } from './notebook-uris.ts';
import { outsideOf } from './outsides/outside.ts';
import { projectFiles } from './project-files.ts';
import { createSourceFiles, type SourceFiles } from './source-files.ts';
import type { Folder, Workspace, WorkspaceAbout } from './workspace.ts';

export interface WorkspaceOptions {
  readonly grammar: Grammar;
  readonly library: Library;
  /** The packages that a folder's Python finds; undefined when it has none. Answers are kept by the host. */
  readonly installed: (folder: Folder | undefined) => InstalledPackages | undefined;
  /** The Python that counts where settings and projects name none. */
  readonly defaultPython: readonly [number, number];
  /** By default no facts outlive the workspace. */
  readonly cache?: FactsCache;
  readonly log: (message: string) => void;
  readonly commandLine?: CommandLineSettings;
  /** By default no findings do. */
  readonly findingsCache?: FindingsCache;
  readonly onWork?: OnWork;
  /** By default all there are. */
  readonly rules?: readonly Rule[];
}

interface Parts {
  readonly settings: FileSettings;
  readonly sources: SourceFiles;
  readonly modules: ModuleNames;
  readonly durabilities: Durabilities;
  readonly project: Project;
  readonly findings: FileFindings;
  readonly recalling: RecallingFindings | undefined;
  /** What the disk holds, the file that changed last at the end. */
  readonly onDisk: Map<string, string>;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const parts = createParts(options);
  const { settings, sources, modules, durabilities, project, findings, recalling, onDisk } = parts;
  const letFactsGo = <V>(found: V): V => {
    sources.letFactsGo();
    options.library.letFactsGo();
    return found;
  };
  return {
    edited(uri, changes) {
      const isNew = !sources.has(uri);
      recalling?.willChange(uri);
      const packages = modules.add(uri);
      durabilities.opened(uri);
      const changed = sources.edit(uri, changes);
      project.changed({ files: [uri], ...changed, modules: isNew, packages });
      findings.changed(uri);
    },
    closed(uri) {
      recalling?.willChange(uri);
      sources.close(uri);
      durabilities.closed(uri);
      takeIn(parts, uri, onDisk.get(uri));
    },
    disk: (uri, text) => fromDisk(parts, uri, text),
    configured(folders) {
      settings.configured(folders);
      modules.foldersChanged();
      project.changed({ settings: true, modules: true });
      findings.configured();
    },
    settingsFile: (uri) => settings.fileFor(uri),
    settingsProblems: () => settings.problems(),
    settings: (uri) => settings.of(uri),
    about: () => about(parts, options),
    files: () => [...onDisk.keys()].reverse().filter((uri) => (settings.folderOf(uri)?.uri ?? '') !== ''),
    text: (uri) => sources.text(uri),
    refactorings: (uri, offset) => findings.refactorings(uri, offset),
    outside: (uri) => letFactsGo(outsideOf(project, sources, uri)),
    loop: loopFunctions(project, sources),
    keptCoroutines: (uri) => findings.keptCoroutines(uri),
    compileErrors: (uri) =>
      placesIn(sources, uri, (facts) => [...facts.errors, ...uncompilable(facts, isNotebook(uri))]),
    tooDeep: (uri) => findings.tooDeep(uri),
    findings: (uri) => letFactsGo(findings.of(uri)),
    checked: (uri) => letFactsGo(findings.checked(uri)),
    recallFindings: () => recalling?.recall(onDisk),
    keepFindings: () => recalling?.keep(onDisk),
    syntaxErrors: (uri) => syntaxErrors(sources, uri),
    steps: (uri) => findings.steps(uri),
    get revision() {
      return project.queries.revision;
    },
    get remembered() {
      return project.queries.size + sources.chunkCount;
    },
    keepFacts: () => sources.keepFacts() || options.library.keepFacts(),
    dispose: () => sources.dispose(),
  };
}

function createParts(options: WorkspaceOptions): Parts {
  const settings = createFileSettings(options.commandLine);
  const sources = createSourceFiles(options.grammar, options.cache);
  const modules = createModuleNames(() => settings.folders.map(({ uri }) => uri).filter((uri) => uri !== ''));
  const durabilities = createDurabilities();
  const installed = oncePerFolder(options.installed);
  const host = projectFiles({ ...options, installed, settings, sources, modules, durabilities });
  const project = createProject(host);
  const findings = fileFindings({ rules, ...options, project, settings, sources });
  const parts = { settings, sources, modules, durabilities, project, findings, onDisk: new Map<string, string>() };
  const cache = options.findingsCache;
  const recalling =
    cache &&
    recallingFindings({
      ...parts,
      host,
      cache,
      names: () => portableNames(settings.folders.flatMap((folder) => [folder.uri, installed(folder)?.id ?? ''])),
      description: () =>
        JSON.stringify([settings.folders.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1)), options.commandLine]),
      takeIn: (uri, text) => takeIn(parts, uri, text),
    });
  return { ...parts, recalling };
}

function about({ settings, onDisk }: Parts, { installed, defaultPython }: WorkspaceOptions): WorkspaceAbout {
  const folders = settings.folders.filter(({ uri }) => uri !== '');
  return {
    folders: folders.map((folder) => {
      const packages = installed(folder);
      const python = settings.of(`${folder.uri}/`).python ?? packages?.python ?? defaultPython;
      const files = [...onDisk.keys()].filter((uri) => uri.startsWith(`${folder.uri}/`)).length;
      return { ...folder, files, python: python.join('.'), packages: packages?.id };
    }),
    settingsFiles: settings.files(),
  };
}

/** Looking for packages reads the disk. Folders are new objects whenever settings change. */
function oncePerFolder(installed: WorkspaceOptions['installed']): WorkspaceOptions['installed'] {
  const known = new WeakMap<Folder, { readonly packages: InstalledPackages | undefined }>();
  return (folder) => {
    if (!folder) return installed(folder);
    const found = known.get(folder) ?? { packages: installed(folder) };
    known.set(folder, found);
    return found.packages;
  };
}

function fromDisk(parts: Parts, uri: string, text: string | undefined): void {
  const { settings, project, findings, sources, recalling, onDisk } = parts;
  if (PROJECT_FILES.includes(uri.slice(uri.lastIndexOf('/') + 1))) {
    settings.projectFile(uri, text);
    project.changed({ settings: true });
    findings.configured();
    return;
  }
  if (onDisk.get(uri) === text) return;
  onDisk.delete(uri);
  if (text !== undefined) onDisk.set(uri, text);
  if (sources.isOpen(uri)) return;
  recalling?.willChange(uri);
  takeIn(parts, uri, text);
}

/** The text of a file that is not open is this now. */
function takeIn(parts: Omit<Parts, 'recalling'>, uri: string, text: string | undefined): void {
  const { sources, modules, findings, project } = parts;
  const isKnown = sources.has(uri);
  if (text === undefined && !isKnown) return;
  const before = sources.text(uri) ?? '';
  const names = [...project.filesNaming.known()].filter(
    (name) => before.includes(name) !== (text ?? '').includes(name),
  );
  const changed = text === undefined ? sources.remove(uri) : sources.put(uri, text);
  const packages = text === undefined ? modules.remove(uri) : modules.add(uri);
  project.changed({ files: [uri], ...changed, names, modules: !isKnown || text === undefined, packages });
  findings.changed(uri);
}
