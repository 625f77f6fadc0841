import type { ChunkExport } from '../../facts/facts.ts';
import { type AsyncLibrary } from './imported-packages.ts';
import { type ChunkPlace, type ChunksByName } from './mentioned-places.ts';
import { type ClassPart } from './class-parts.ts';
import { type BindingPlace } from './module-bindings.ts';
import { type AllStep, type StarImport } from './star-imports.ts';
import { type NamedBase } from './subclasses.ts';

/**
 * The questions that are remembered: each room adds its own, in a file of this name. Keys are references
 * (`uri#qualname@n`), chunk ids, or two of such and plain names or addresses.
 */
export interface ProjectQueries {
  readonly goesOnWithClass: (chunk: string) => boolean;
  readonly classPart: (chunk: string) => ClassPart | undefined;
  /** The chunks that go on with a class. */
  readonly chunksBehind: (ref: string) => readonly number[];
  readonly chunksOfClassAround: (uri: string, chunk: string) => readonly number[];
  readonly isBoundInHead: (ref: string, name: string) => boolean;
  readonly chunksBinding: (ref: string, name: string) => readonly number[];
  readonly chunksStoringOwn: (ref: string, name: string) => readonly number[];
  readonly definedNames: (chunk: string) => readonly string[];
  readonly fileDefinitions: (uri: string) => ReadonlyMap<string, readonly number[]>;
  readonly definitionIsAlive: (ref: string) => boolean;
  readonly chunkExports: (chunk: string) => ReadonlyMap<string, ChunkExport>;
  readonly chunkStarImports: (chunk: string) => readonly StarImport[];
  readonly starImports: (uri: string) => readonly string[];
  readonly chunkDunderAll: (chunk: string) => readonly AllStep[];
  /** The names in a module's `__all__`. */
  readonly dunderAll: (uri: string) => readonly string[] | 'unknown' | undefined;
  readonly chunksBindingGlobals: (uri: string) => ReadonlyMap<string, readonly number[]>;
  readonly moduleBindings: (uri: string) => ReadonlyMap<string, readonly BindingPlace[]>;
  readonly namesIn: (chunk: string) => ReadonlySet<string>;
  /** The names of all attributes that a chunk stores. */
  readonly attributesAssigned: (chunk: string) => ReadonlySet<string>;
  readonly namesOfFile: (uri: string) => ChunksByName;
  readonly chunksNaming: (uri: string, name: string) => readonly number[];
  readonly chunksGiving: (uri: string, name: string) => readonly number[];
  readonly importedPackages: (chunk: string) => readonly string[];
  readonly packagesOfFile: (uri: string) => readonly string[];
  readonly asyncLibrary: (uri: string) => AsyncLibrary;
  readonly mayRunOnTrio: (uri: string) => boolean;
  readonly calledNames: (chunk: string) => readonly string[];
  readonly callsOfFile: (uri: string) => ChunksByName;
  readonly placesCalling: (name: string) => readonly ChunkPlace[];
  readonly storedNames: (chunk: string) => readonly string[];
  readonly storesOfFile: (uri: string) => ChunksByName;
  readonly basesIn: (chunk: string) => readonly NamedBase[];
  readonly classesByBase: (uri: string) => ReadonlyMap<string, readonly string[]>;
  readonly subclassesOf: (ref: string) => readonly string[] | undefined;
}
