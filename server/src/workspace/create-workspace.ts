import type { Finding } from '../engine/finding.ts';
import { PROJECT_FILES } from '../engine/pyproject.ts';
import type { CommandLineSettings } from '../engine/settings.ts';
import { createProject } from '../project/model/create-project.ts';
import type { Project } from '../project/names/project.ts';
import { rules } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import type { Facts } from '../facts/facts.ts';
import { uncompilable } from '../facts/uncompilable.ts';
import { placeIn } from '../syntax/chunks.ts';
import type { Grammar } from '../syntax/grammar.ts';
import type { Range } from '../text/range.ts';
import { createOpenAreas, type OpenAreas } from './areas.ts';
import type { FactsCache } from './facts-cache.ts';
import { fileFindings, type FileFindings } from './file-findings.ts';
import { createFileSettings, type FileSettings } from './file-settings.ts';
import type { InstalledPackages, Library } from './library.ts';
import { createModuleNames, type ModuleNames } from './module-names.ts';
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
  /** By default all there are. */
  readonly rules?: readonly Rule[];
}

interface Parts {
  readonly settings: FileSettings;
  readonly sources: SourceFiles;
  readonly modules: ModuleNames;
  readonly areas: OpenAreas;
  readonly project: Project;
  readonly findings: FileFindings;
  /** What the disk holds, the file that changed last at the end. */
  readonly onDisk: Map<string, string>;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const parts = createParts(options);
  const { settings, sources, modules, areas, project, findings, onDisk } = parts;
  return {
    edited(uri, changes) {
      const isNew = !sources.has(uri);
      const packages = modules.add(uri);
      areas.opened(uri);
      const changed = sources.edit(uri, changes);
      project.changed({ files: [uri], ...changed, modules: isNew, packages });
      findings.changed(uri);
    },
    closed(uri) {
      sources.close(uri);
      areas.closed(uri);
      takeIn(parts, uri, onDisk.get(uri));
    },
    disk(uri, text) {
      if (PROJECT_FILES.includes(uri.slice(uri.lastIndexOf('/') + 1))) {
        settings.projectFile(uri, text);
        project.changed({ settings: true });
        findings.configured();
        return;
      }
      if (onDisk.get(uri) === text) return;
      onDisk.delete(uri);
      if (text !== undefined) onDisk.set(uri, text);
      if (!sources.isOpen(uri)) takeIn(parts, uri, text);
    },
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
    findings: (uri) => found(parts, options.library, uri),
    refactorings: (uri, offset) => findings.refactorings(uri, offset),
    syntaxErrors: (uri) => placesIn(sources, uri, ({ errors }) => errors),
    compileErrors: (uri) => placesIn(sources, uri, (facts) => [...facts.errors, ...uncompilable(facts)]),
    tooDeep: (uri) => tooDeep(parts, uri),
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

function found({ sources, findings }: Parts, library: Library, uri: string): readonly Finding[] {
  const found = findings.of(uri);
  sources.letFactsGo();
  library.letFactsGo();
  return found;
}

function placesIn(sources: SourceFiles, uri: string, of: (facts: Facts) => readonly Range[]): readonly Range[] {
  return sources.chunks(uri).flatMap((chunk) => {
    const facts = sources.facts(chunk.id);
    return (facts ? of(facts) : []).map(({ start, end }) => ({
      start: placeIn(chunk, start),
      end: placeIn(chunk, end),
    }));
  });
}

function tooDeep({ sources, findings }: Parts, uri: string): readonly Range[] {
  if (findings.isLeftAlone(uri)) return [];
  return sources.chunks(uri).flatMap((chunk) => {
    const { own, text } = chunk;
    const whole = { start: own, end: text.length };
    const ranges = findings.isTooDeep(uri, chunk.id) ? [whole] : (sources.facts(chunk.id)?.tooDeep ?? []);
    return ranges.map(({ start, end }) => ({ start: placeIn(chunk, start), end: placeIn(chunk, end) }));
  });
}

function createParts(options: WorkspaceOptions): Parts {
  const settings = createFileSettings(options.commandLine);
  const sources = createSourceFiles(options.grammar, options.cache);
  const modules = createModuleNames(() => settings.folders.map(({ uri }) => uri).filter((uri) => uri !== ''));
  const areas = createOpenAreas();
  const project = createProject(
    projectFiles({ ...options, installed: oncePerFolder(options.installed), settings, sources, modules, areas }),
  );
  const findings = fileFindings({ rules, ...options, project, settings, sources });
  return { settings, sources, modules, areas, project, findings, onDisk: new Map() };
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

/** The text of a file that is not open is this now. */
function takeIn({ sources, modules, findings, project }: Parts, uri: string, text: string | undefined): void {
  const isKnown = sources.has(uri);
  if (text === undefined && !isKnown) return;
  const changed = text === undefined ? sources.remove(uri) : sources.put(uri, text);
  const packages = text === undefined ? modules.remove(uri) : modules.add(uri);
  project.changed({ files: [uri], ...changed, modules: !isKnown || text === undefined, packages });
  findings.changed(uri);
}
