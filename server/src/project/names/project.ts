import type { Facts } from '../../facts/facts.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import { FILES, type Durability } from '../memory/durability.ts';
import type { Input, Queries } from '../memory/queries.ts';
import type { Evidence } from '../types/certainty.ts';
import type { ProjectQueries } from './questions.ts';

/** Takes a file's place in `Durability`, for what files mention. */
export const MENTIONS = FILES - 1;

/** A file as the project sees it: what it is called, and its chunks in order. */
export interface SourceFile {
  readonly uri: string;
  /** Absolute dotted name as imports spell it. */
  readonly module: string;
  /** Dotted name from the workspace folder or its `src`, by which relative imports go: packages need no `__init__`. */
  readonly fullName: string;
  /** An `__init__` file: relative imports start at the module itself. */
  readonly isPackage: boolean;
  readonly isStub: boolean;
  /** Part of the standard library or of an installed package: what its functions do inside is not looked into. */
  readonly isLibrary: boolean;
  readonly isNotebook: boolean;
  readonly chunks: readonly number[];
}

/** Where the project gets its files from. Answers are pure between two changes announced to the project. */
export interface ProjectHost {
  file(uri: string): SourceFile | undefined;
  facts(chunk: number): Facts | undefined;
  /** The file of a chunk, which it never leaves. */
  uriOf(chunk: number): string | undefined;
  /** What the facts of a chunk are of: equal texts have equal facts. */
  textOf(chunk: number): string | undefined;
  /** The user's files whose texts mention something, sorted: `name(`, `<Base`, `.attribute`; see `mentionsIn`. */
  filesWith(mention: string): readonly string[];
  /** The user's files whose texts have a name in them, sorted. Looks through all texts: for fixes, which nobody remembers. */
  filesNaming(name: string): readonly string[];
  /** What decides how imports resolve in a file: files with equal contexts import alike. */
  importContext(uri: string): string;
  /** Where the answers about a part of a file belong; see `Durability`. */
  durabilityOf(uri: string, part: FilePart): Durability;
  /** The same for a chunk's code, or for what it adds to a part of its file. */
  durabilityOfChunk(chunk: number, part?: FilePart): Durability;
  /** The file of an absolute module name; `NAMESPACE` for a folder without `__init__`; undefined when there is none. */
  resolveModule(module: string, context: string): string | undefined;
  /** The oldest Python to support where this context counts. */
  python(context: string): readonly [number, number];
  /** Names that the settings add to the tables of knowledge. */
  configuration(context: string): ProjectConfiguration;
}

/** What changes by itself in a file: its list of chunks, its text, what its chunks define, the names that they mention. */
export type FilePart = 'chunks' | 'text' | 'outline' | 'names';

export interface ProjectConfiguration {
  readonly blocking: readonly string[];
  readonly nonBlocking: readonly string[];
  readonly offLoaders: readonly string[];
  readonly taskSpawners: readonly string[];
  /** Which async tests pytest runs, as far as its settings are known. */
  readonly asyncTests: 'all' | 'marked' | undefined;
  /** The project asks for a plugin that lets pytest run async tests, whether or not it is installed here. */
  readonly wantsTestPlugin: boolean;
}

export const NAMESPACE = 'namespace:';

/** What the text of a chunk is called where answers name what they were made from. */
export const FACTS = 'facts';

/** The knowledge of a whole project: read-only questions with remembered answers. */
export interface Project {
  readonly host: ProjectHost;
  readonly queries: Queries;
  readonly files: Input<SourceFile | undefined>;
  readonly facts: Input<Facts | undefined>;
  /** See `ProjectHost.filesWith`. */
  readonly mentions: Input<readonly string[]>;
  /** See `ProjectHost.filesNaming`: for answers that are kept with their fixes. */
  readonly filesNaming: Input<readonly string[]>;
  /** By file: see `ProjectHost.importContext`. */
  readonly contexts: Input<string>;
  readonly modules: Input<string | undefined>;
  readonly python: Input<readonly [number, number]>;
  readonly configuration: Input<ProjectConfiguration>;
  readonly ask: ProjectQueries;
  readonly tables: WeakMap<NameTable<unknown>, TableIndex>;
  /** What the answers given to rules rest on. */
  readonly evidence: Evidence;
  /** The host's answers about these files and chunks may be different from now on. */
  changed(change: ProjectChange): void;
}

/** The names of a table by their last part, and by what stands before it. */
export interface TableIndex {
  readonly byLast: ReadonlyMap<string, readonly string[]>;
  readonly byOwner: ReadonlyMap<string, readonly string[]>;
}

export interface ProjectChange {
  readonly files?: Iterable<string>;
  /** Chunks with another text. */
  readonly chunks?: Iterable<number>;
  /** Chunks that are no more. */
  readonly gone?: Iterable<number>;
  /** What other files mention than before. */
  readonly mentions?: Iterable<string>;
  /** Names that stand in other files than before, as far as `Project.filesNaming` was asked about them. */
  readonly names?: Iterable<string>;
  /** Files came or went: imports may resolve elsewhere. */
  readonly modules?: boolean;
  /** Packages came or went: files have other module names. */
  readonly packages?: boolean;
  readonly settings?: boolean;
}

/** A chunk together with the project that knows what its names mean: what the functions of this folder are asked about. */
export interface Chunk {
  readonly project: Project;
  readonly id: number;
  readonly file: SourceFile;
  readonly facts: Facts;
}

export function chunkWithId(project: Project, id: number): Chunk | undefined {
  const uri = project.host.uriOf(id);
  return uri === undefined ? undefined : chunkOf(project, uri, id);
}

export function chunkOf(project: Project, uri: string, id: number): Chunk | undefined {
  const file = project.files.get(uri);
  const facts = project.facts.get(String(id));
  return file && facts ? { project, id, file, facts } : undefined;
}
