import type { Finding } from '../engine/finding.ts';
import { findingsOf } from '../engine/findings.ts';
import { ruleRunner, type RuleReport } from '../engine/run-rules.ts';
import { selectRules } from '../engine/selection.ts';
import type { RuleChoice } from '../engine/settings.ts';
import { createProject, type Project } from '../project/project.ts';
import { chunkView } from '../project/view.ts';
import { rules } from '../rules/registry.ts';
import type { Grammar } from '../syntax/grammar.ts';
import { createFileSettings, type FileSettings } from './file-settings.ts';
import { createModuleNames, type ModuleNames } from './module-names.ts';
import type { InstalledPackages, Library } from './library.ts';
import { projectFiles } from './project-files.ts';
import { createSourceFiles, type SourceFiles } from './source-files.ts';
import type { Folder, Workspace } from './workspace.ts';

export interface WorkspaceOptions {
  readonly grammar: Grammar;
  readonly library: Library;
  /** The packages that a folder's Python finds; undefined when it has none. Answers are kept by the host. */
  readonly installed: (folder: Folder | undefined) => InstalledPackages | undefined;
  /** The Python that counts where settings and projects name none. */
  readonly defaultPython: readonly [number, number];
  readonly log: (message: string) => void;
  /** What a command line says about the rules, which wins over all settings. */
  readonly choice?: RuleChoice;
}

interface Parts {
  readonly settings: FileSettings;
  readonly sources: SourceFiles;
  readonly modules: ModuleNames;
  readonly project: Project;
  /** By `uri|chunk`: what the rules report. */
  readonly reports: (key: string) => readonly RuleReport[];
  readonly onDisk: Map<string, string>;
  readonly chunkText: (id: number) => string;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const parts = createParts(options);
  const { settings, sources, modules, project, onDisk } = parts;
  return {
    edited(uri, changes) {
      const isNew = !sources.has(uri);
      if (isNew) modules.add(uri);
      const before = new Map(sources.chunks(uri).map(({ id, text }) => [id, text]));
      sources.edit(uri, changes);
      const chunks = sources
        .chunks(uri)
        .filter(({ id, text }) => before.get(id) !== text)
        .map(({ id }) => id);
      project.changed({ files: [uri], chunks: [...chunks, ...before.keys()], modules: isNew });
    },
    closed(uri) {
      sources.close(uri);
      const text = onDisk.get(uri);
      takeIn(parts, uri, text);
    },
    disk(uri, text) {
      if (PYPROJECT.test(uri)) {
        settings.pyproject(uri, text);
        project.changed({ settings: true });
        return;
      }
      if (text === undefined) onDisk.delete(uri);
      else onDisk.set(uri, text);
      if (!sources.isOpen(uri)) takeIn(parts, uri, text);
    },
    configured(folders) {
      settings.configured(folders);
      modules.foldersChanged();
      project.changed({ settings: true, modules: true });
    },
    settingsProblems: () => settings.problems(),
    text: (uri) => sources.text(uri),
    findings: (uri) => findings(parts, uri),
    get revision() {
      return project.queries.revision;
    },
    dispose() {
      sources.dispose();
    },
  };
}

const PYPROJECT = /(^|\/)pyproject\.toml$/;

function createParts(options: WorkspaceOptions): Parts {
  const { library } = options;
  const settings = createFileSettings(options.choice);
  const sources = createSourceFiles(options.grammar);
  const modules = createModuleNames(() => settings.folders.map(({ uri }) => uri).filter((uri) => uri !== ''));
  const project = createProject(projectFiles({ ...options, settings, sources, modules }));
  const run = ruleRunner(rules, (rule, error) => {
    options.log(`The rule ${rule} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
  const chunkText = (id: number): string => (sources.chunk(id) ?? library.chunk(id))?.text ?? '';
  const reports = project.queries.query<readonly RuleReport[]>(
    (key) => {
      const bar = key.lastIndexOf('|');
      const view = chunkView(project, { chunkText }, key.slice(0, bar), Number(key.slice(bar + 1)));
      return view ? run(view) : [];
    },
    { initial: [] },
  );
  return { settings, sources, modules, project, reports, onDisk: new Map(), chunkText };
}

/** The text of a file that is not open is this now. */
function takeIn({ sources, modules, project }: Parts, uri: string, text: string | undefined): void {
  const isKnown = sources.has(uri);
  if (text === undefined && !isKnown) return;
  if (isKnown && sources.text(uri) === text) {
    project.changed({ files: [uri] });
    return;
  }
  if (text === undefined) {
    sources.remove(uri);
    modules.remove(uri);
  } else {
    sources.put(uri, text);
    modules.add(uri);
  }
  project.changed({ files: [uri], modules: !isKnown || text === undefined });
}

function findings({ project, sources, settings, reports, chunkText }: Parts, uri: string): readonly Finding[] {
  const text = sources.text(uri);
  if (text === undefined) return [];
  const selection = selectRules(rules, settings.of(uri), uri);
  if (selection.size === 0) return [];
  const chunks = sources.chunks(uri).flatMap(({ id, start }) => {
    const view = chunkView(project, { chunkText }, uri, id);
    return view ? [{ view, start, reports: reports(`${uri}|${String(id)}`) }] : [];
  });
  return findingsOf({ uri, text, chunks, selection, startOf: (_uri, chunk) => sources.chunk(chunk)?.start });
}
