import { PROJECT_FILES } from '../engine/project-file-names.ts';
import { readProjectFile, settingsLayers, type AsyncTests, type Pyproject } from '../engine/pyproject.ts';
import {
  chooseRules,
  defaultSettings,
  defaultsIn,
  type CommandLineSettings,
  mergeSettings,
  type Settings,
  type SettingsProblem,
} from '../engine/settings.ts';
import { isTurnedOff, readEditorSettings } from '../engine/settings-values.ts';
import type { Folder } from './workspace.ts';

/** Which settings count for which file: the nearest pyproject.toml wins over the editor. */
export interface FileSettings {
  configured(folders: readonly Folder[]): void;
  /** The text of a pyproject.toml or another of `PROJECT_FILES`; undefined when there is none. */
  projectFile(uri: string, text: string | undefined): void;
  /** Equal for files with equal settings. */
  keyOf(uri: string): string;
  of(uri: string): Settings;
  /** Which async tests pytest runs, by the nearest file that speaks of it. */
  asyncTestsOf(uri: string): AsyncTests | undefined;
  /** Whether a file of the project asks for a plugin that lets pytest run async tests. */
  wantsTestPlugin(uri: string): boolean;
  /** The pyproject.toml whose table counts for a file; undefined when none has our table. */
  fileFor(uri: string): string | undefined;
  /** Every pyproject.toml with our table. */
  files(): readonly string[];
  folderOf(uri: string): Folder | undefined;
  readonly folders: readonly Folder[];
  problems(): readonly SettingsProblem[];
}

const asConfigured: CommandLineSettings = { select: undefined, ignore: [] };

export function createFileSettings(commandLine = asConfigured): FileSettings {
  const { config } = commandLine;
  const pyprojects = new Map<string, Pyproject>();
  let folders: readonly Folder[] = [];
  let settings = new Map<string, Settings>();

  const around = (uri: string): readonly string[] =>
    [...pyprojects.keys()].filter((toml) => uri.startsWith(folderOfFile(toml))).sort(nearestFirst);

  /** The folder of longest address; '' is around every file. */
  const folderOf = (uri: string): Folder | undefined =>
    folders
      .filter((folder) => folder.uri === '' || uri.startsWith(`${folder.uri}/`))
      .sort((a, b) => b.uri.length - a.uri.length)[0];

  const editorLayer = (folder: Folder | undefined) => readEditorSettings(folder?.settings, folder?.uri ?? '');

  const keyOf = (uri: string): string => `${folderOf(uri)?.uri ?? ''} ${around(uri).join(' ')}`;

  const pyprojectProblems = (): readonly SettingsProblem[] =>
    [...pyprojects].flatMap(([uri, { problems }]) => (isTurnedOff(folderOf(uri)?.settings) ? [] : problems));

  return {
    get folders() {
      return folders;
    },
    configured(next) {
      folders = next;
      settings = new Map();
    },
    projectFile(uri, text) {
      if (text === undefined) pyprojects.delete(uri);
      else pyprojects.set(uri, { ...readProjectFile(uri, text), ...config });
      settings = new Map();
    },
    keyOf,
    folderOf,
    asyncTestsOf: (uri) => {
      const toml = around(uri).find((path) => pyprojects.get(path)?.asyncTests);
      return toml === undefined ? undefined : pyprojects.get(toml)?.asyncTests;
    },
    wantsTestPlugin: (uri) => around(uri).some((path) => pyprojects.get(path)?.wantsTestPlugin),
    files: () => [...pyprojects].flatMap(([uri, { settings: own }]) => (own ? [uri] : [])),
    fileFor: (uri) => around(uri).find((toml) => pyprojects.get(toml)?.settings),
    of(uri) {
      const key = keyOf(uri);
      let known = settings.get(key);
      if (!known && isTurnedOff(folderOf(uri)?.settings)) known = { ...defaultSettings, select: [] };
      if (!known) {
        const layers = around(uri).flatMap((toml) => pyprojects.get(toml) ?? []);
        const folder = folderOf(uri);
        const named = settingsLayers(layers, config?.settings ?? editorLayer(folder).settings);
        known = chooseRules(mergeSettings([...named, ...(folder ? [defaultsIn(folder.uri)] : [])]), commandLine);
        settings.set(key, known);
      }
      return known;
    },
    problems: () => [
      ...folders.filter(({ settings }) => !isTurnedOff(settings)).flatMap((folder) => editorLayer(folder).problems),
      ...(config?.problems ?? pyprojectProblems()),
    ],
  };
}

const folderOfFile = (uri: string): string => uri.slice(0, uri.lastIndexOf('/') + 1);
const nearestFirst = (a: string, b: string): number =>
  folderOfFile(b).length - folderOfFile(a).length || placeOf(a) - placeOf(b);
const placeOf = (uri: string): number => PROJECT_FILES.indexOf(uri.slice(uri.lastIndexOf('/') + 1));
