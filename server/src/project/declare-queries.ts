import type { ChunkExport } from '../facts/facts.ts';
import { bodyScope } from '../facts/walk.ts';
import { typeAlias } from './annotations.ts';
import { argumentGiven, calledParameter } from './called-parameters.ts';
import type { Certainty } from './certainty.ts';
import { inheritedAs } from './changed-bases.ts';
import type { AsyncLibrary, Effect } from './chunk-view.ts';
import {
  classInfo,
  declaredMember,
  equalClassInfo,
  instanceAttribute,
  ownMember,
  valuesGiven,
  type ClassInfo,
} from './classes.ts';
import { classDefinition, definedNames, definitionOf, fileDefinitions } from './definitions.ts';
import { wrappersAround } from './decorators.ts';
import { isWorkedOutEachTime } from './effect-sites.ts';
import { effectsOfFunction, equalEffects } from './effects.ts';
import {
  equalSignatures,
  inferredReturn,
  mayReturnCoroutine,
  overloads,
  signature,
  type Signature,
} from './functions.ts';
import { calledNames, callsOfFile, storedNames, storesOfFile, type ChunksByName } from './mentioned-places.ts';
import { builtin, moduleBindings, moduleGlobal, moduleMember, nodeIsAlive, type BindingPlace } from './names.ts';
import { attributeStored, outsideAttribute } from './outside-attributes.ts';
import { isOverriddenOtherwise } from './overrides.ts';
import type { FilePart, Project } from './project.ts';
import { isTest, keptAs, keptInTests } from './replaced-attributes.ts';
import type { Areas } from './queries.ts';
import {
  chunkDunderAll,
  chunkStarImports,
  dunderAll,
  starImports,
  type AllStep,
  type StarImport,
} from './star-imports.ts';
import { occasionOf, type Occasion } from './occasions.ts';
import { waysToSink, type WaysToSink } from './sinks.ts';
import { startsTasks } from './task-starts.ts';
import { basesIn, classesByBase, subclassesOf, type NamedBase } from './subclasses.ts';
import { resolvePublicName } from './tables.ts';
import { never, unknown, type Type } from './types.ts';
import { asyncLibraryOf, chunksNaming, importedPackages, namesIn } from './view.ts';

/**
 * The questions that are remembered. Keys are references (`uri#qualname@n`), chunk ids, or two parts joined by `|`
 * of which the last is a plain name or an address.
 */
export interface ProjectQueries {
  readonly definedNames: (chunk: string) => readonly string[];
  readonly fileDefinitions: (uri: string) => ReadonlyMap<string, readonly number[]>;
  readonly definitionIsAlive: (ref: string) => boolean;
  readonly chunkExports: (chunk: string) => ReadonlyMap<string, ChunkExport>;
  readonly chunkStarImports: (chunk: string) => readonly StarImport[];
  readonly starImports: (uri: string) => readonly string[];
  readonly chunkDunderAll: (chunk: string) => readonly AllStep[];
  /** The names in a module's `__all__`. */
  readonly dunderAll: (uri: string) => readonly string[] | 'unknown' | undefined;
  readonly moduleBindings: (uri: string) => ReadonlyMap<string, readonly BindingPlace[]>;
  /** `uri|name` */
  readonly moduleMember: (key: string) => Type | undefined;
  /** `uri|name` */
  readonly moduleGlobal: (key: string) => Type | undefined;
  /** `uri|name`: the module-level name read as an annotation. */
  readonly typeAlias: (key: string) => Type;
  /** `fromUri|name` */
  readonly builtin: (key: string) => Type | undefined;
  /** `dotted.name|fromUri` */
  readonly publicName: (key: string) => Type | undefined;
  readonly classInfo: (ref: string) => ClassInfo | undefined;
  readonly isProtocol: (ref: string) => boolean;
  /** What a protocol, and those it inherits from, ask for. */
  readonly protocolMembers: (ref: string) => readonly string[];
  readonly mayReturnCoroutine: (ref: string) => boolean;
  /** `ref|name` */
  readonly ownMember: (key: string) => Type | undefined;
  /** `ref|name` */
  readonly declaredMember: (key: string) => Type | undefined;
  /** `ref|name` */
  readonly instanceAttribute: (key: string) => Type | undefined;
  /** `ref|name` */
  readonly valuesGiven: (key: string) => Type | undefined;
  readonly signature: (ref: string) => Signature | undefined;
  readonly overloads: (ref: string) => readonly string[];
  readonly inferredReturn: (ref: string) => Type;
  readonly effectsOfFunction: (ref: string) => readonly Effect[];
  readonly wrappersAround: (ref: string) => readonly string[];
  readonly isWorkedOutEachTime: (ref: string) => boolean;
  readonly namesIn: (chunk: string) => ReadonlySet<string>;
  /** `uri|name` */
  readonly chunksNaming: (key: string) => readonly number[];
  readonly importedPackages: (chunk: string) => readonly string[];
  readonly asyncLibrary: (uri: string) => AsyncLibrary;
  readonly calledNames: (chunk: string) => readonly string[];
  readonly callsOfFile: (uri: string) => ChunksByName;
  readonly storedNames: (chunk: string) => readonly string[];
  readonly storesOfFile: (uri: string) => ChunksByName;
  readonly basesIn: (chunk: string) => readonly NamedBase[];
  readonly classesByBase: (uri: string) => ReadonlyMap<string, readonly string[]>;
  readonly subclassesOf: (ref: string) => readonly string[] | undefined;
  /** `ref|name` */
  readonly keptAs: (key: string) => Certainty | undefined;
  /** `ref|name` */
  readonly keptInTests: (key: string) => Certainty | undefined;
  readonly isTest: (uri: string) => boolean;
  readonly inheritedAs: (ref: string) => Certainty | undefined;
  /** `ref|name` */
  readonly isOverriddenOtherwise: (key: string) => boolean;
  readonly waysToSink: (sink: string) => WaysToSink;
  readonly occasionOf: (ref: string) => Occasion | undefined;
  readonly startsTasks: (ref: string) => boolean;
  /** `ref parameter` */
  readonly calledParameter: (key: string) => Type;
  /** `ref parameter chunk uri` */
  readonly argumentGiven: (key: string) => Type | undefined;
  /** `ref|name` */
  readonly outsideAttribute: (key: string) => Type | undefined;
  /** `ref name chunk uri` */
  readonly attributeStored: (key: string) => Type | undefined;
}

const noChunks: ReadonlyMap<string, readonly number[]> = new Map();
const noPlaces: ReadonlyMap<string, readonly BindingPlace[]> = new Map();
const noClasses: ReadonlyMap<string, readonly string[]> = new Map();
const noNames: ReadonlySet<string> = new Set();
const noExports: ReadonlyMap<string, ChunkExport> = new Map();

export const declareQueries = (project: Project): ProjectQueries => ({
  ...namesAndFiles(project),
  ...classesAndFunctions(project),
  ...calls(project),
});

type NamesAndFiles = Omit<ProjectQueries, keyof ClassesAndFunctions | keyof Calls>;

function namesAndFiles(project: Project): NamesAndFiles {
  const { query } = project.queries;
  const areas = partOf(project, 'outline');
  return {
    definedNames: query((chunk) => definedNames(project, chunk), { initial: [], equal: sameNames, areas }),
    fileDefinitions: query((uri) => fileDefinitions(project, uri), { initial: noChunks, equal: sameMaps }),
    definitionIsAlive: query((ref) => definitionIsAlive(project, ref), { initial: true }),
    chunkExports: query((chunk) => project.facts.get(chunk)?.exports ?? noExports, {
      initial: noExports,
      equal: sameMaps,
      areas,
    }),
    chunkStarImports: query((chunk) => chunkStarImports(project, chunk), { initial: [], equal: sameJson, areas }),
    starImports: query((uri) => starImports(project, uri), { initial: [], equal: sameNames }),
    chunkDunderAll: query((chunk) => chunkDunderAll(project, chunk), { initial: [], equal: sameJson, areas }),
    dunderAll: query((uri) => dunderAll(project, uri), { initial: undefined, equal: sameJson }),
    moduleBindings: query((uri) => moduleBindings(project, uri), { initial: noPlaces, equal: sameMaps }),
    moduleMember: query(byTwo(project, moduleMember), { initial: undefined }),
    moduleGlobal: query(byTwo(project, moduleGlobal), { initial: undefined }),
    typeAlias: query(byTwo(project, typeAlias), { initial: unknown }),
    builtin: query(byTwo(project, builtin), { initial: undefined }),
    publicName: query(
      byTwo(project, (_, name, uri) => resolvePublicName(project, name, uri)),
      { initial: undefined },
    ),
    namesIn: query((chunk) => namesIn(project, chunk), {
      initial: noNames,
      equal: sameSets,
      areas: partOf(project, 'names'),
    }),
    chunksNaming: query(byTwo(project, chunksNaming), { initial: [], equal: sameNames }),
    importedPackages: query((chunk) => importedPackages(project, chunk), { initial: [], equal: sameNames, areas }),
    asyncLibrary: query<AsyncLibrary>((uri) => asyncLibraryOf(project, uri), { initial: 'asyncio' }),
  };
}

type ClassesAndFunctions = Pick<
  ProjectQueries,
  | 'classInfo'
  | 'isProtocol'
  | 'protocolMembers'
  | 'mayReturnCoroutine'
  | 'ownMember'
  | 'declaredMember'
  | 'instanceAttribute'
  | 'valuesGiven'
  | 'signature'
  | 'overloads'
  | 'inferredReturn'
  | 'effectsOfFunction'
  | 'wrappersAround'
  | 'isWorkedOutEachTime'
>;

function classesAndFunctions(project: Project): ClassesAndFunctions {
  const { query } = project.queries;
  return {
    classInfo: query<ClassInfo | undefined>((ref) => classInfo(project, ref), {
      initial: undefined,
      equal: equalClassInfo,
    }),
    isProtocol: query((ref) => isProtocol(project, ref), { initial: false }),
    protocolMembers: query((ref) => protocolMembers(project, ref), { initial: [], equal: sameNames }),
    mayReturnCoroutine: query((ref) => mayReturnCoroutine(project, ref), { initial: false }),
    ownMember: query(byTwo(project, ownMember), { initial: undefined }),
    declaredMember: query(byTwo(project, declaredMember), { initial: undefined }),
    instanceAttribute: query<Type | undefined>(byTwo(project, instanceAttribute), {
      initial: never,
      unsettled: unknown,
    }),
    valuesGiven: query<Type | undefined>(byTwo(project, valuesGiven), { initial: never, unsettled: unknown }),
    signature: query<Signature | undefined>((ref) => signature(project, ref), {
      initial: undefined,
      equal: equalSignatures,
    }),
    overloads: query((ref) => overloads(project, ref), { initial: [], equal: sameNames }),
    inferredReturn: query<Type>((ref) => inferredReturn(project, ref), { initial: never, unsettled: unknown }),
    effectsOfFunction: query<readonly Effect[]>((ref) => effectsOfFunction(project, ref), {
      initial: [],
      equal: equalEffects,
    }),
    wrappersAround: query((ref) => wrappersAround(project, ref), { initial: [], equal: sameNames }),
    isWorkedOutEachTime: query((ref) => isWorkedOutEachTime(project, ref), { initial: false }),
  };
}

type Calls = Pick<
  ProjectQueries,
  | 'calledNames'
  | 'callsOfFile'
  | 'storedNames'
  | 'storesOfFile'
  | 'basesIn'
  | 'classesByBase'
  | 'subclassesOf'
  | 'keptAs'
  | 'keptInTests'
  | 'isTest'
  | 'inheritedAs'
  | 'isOverriddenOtherwise'
  | 'waysToSink'
  | 'occasionOf'
  | 'startsTasks'
  | 'calledParameter'
  | 'argumentGiven'
  | 'outsideAttribute'
  | 'attributeStored'
>;

function calls(project: Project): Calls {
  const { query } = project.queries;
  return {
    calledNames: query((chunk) => calledNames(project, chunk), {
      initial: [],
      equal: sameNames,
      areas: partOf(project, 'names'),
    }),
    callsOfFile: query((uri) => callsOfFile(project, uri), { initial: noChunks, equal: sameMaps }),
    storedNames: query((chunk) => storedNames(project, chunk), {
      initial: [],
      equal: sameNames,
      areas: partOf(project, 'names'),
    }),
    storesOfFile: query((uri) => storesOfFile(project, uri), { initial: noChunks, equal: sameMaps }),
    basesIn: query((chunk) => basesIn(project, chunk), {
      initial: [],
      equal: sameJson,
      areas: partOf(project, 'outline'),
    }),
    classesByBase: query((uri) => classesByBase(project, uri), { initial: noClasses, equal: sameMaps }),
    subclassesOf: query<readonly string[] | undefined>((ref) => subclassesOf(project, ref), {
      initial: [],
      equal: (a, b) => a === b || (a !== undefined && b !== undefined && sameNames(a, b)),
    }),
    keptAs: query<Certainty | undefined>(byTwo(project, keptAs), { initial: 'proven', unsettled: 'declared' }),
    keptInTests: query<Certainty | undefined>(byTwo(project, keptInTests), {
      initial: 'proven',
      unsettled: 'declared',
    }),
    isTest: query((uri) => isTest(project, uri), { initial: false }),
    inheritedAs: query<Certainty | undefined>((ref) => inheritedAs(project, ref), {
      initial: 'proven',
      unsettled: 'declared',
    }),
    isOverriddenOtherwise: query(byTwo(project, isOverriddenOtherwise), { initial: false }),
    waysToSink: query((sink) => waysToSink(project, sink), {
      initial: { chunks: [], isTakenBefore: false },
      equal: sameJson,
    }),
    occasionOf: query<Occasion | undefined>((ref) => occasionOf(project, ref), { initial: undefined }),
    startsTasks: query((ref) => startsTasks(project, ref), { initial: false }),
    calledParameter: query<Type>((key) => calledParameter(project, key), { initial: never, unsettled: unknown }),
    argumentGiven: query<Type | undefined>((key) => argumentGiven(project, key), IN_A_RING),
    outsideAttribute: query<Type | undefined>(byTwo(project, outsideAttribute), IN_A_RING),
    attributeStored: query<Type | undefined>((key) => attributeStored(project, key), IN_A_RING),
  };
}

/** What chunks tell of a part of their files. */
const partOf =
  (project: Project, part: FilePart) =>
  (chunk: string): Areas =>
    project.host.areaOfChunk(Number(chunk), part);

const IN_A_RING = { initial: never, unsettled: unknown } as const;

const byTwo =
  <V>(project: Project, answer: (project: Project, first: string, second: string) => V) =>
  (key: string): V => {
    const bar = key.lastIndexOf('|');
    return answer(project, key.slice(0, bar), key.slice(bar + 1));
  };

function definitionIsAlive(project: Project, ref: string): boolean {
  const definition = definitionOf(project, ref);
  return definition !== undefined && nodeIsAlive(definition.chunk, definition.node.id);
}

function isProtocol(project: Project, ref: string): boolean {
  return (
    classDefinition(project, ref)?.node.arguments.some(({ value }) => {
      const base = value.kind === 'Subscript' ? value.value : value;
      return (
        (base.kind === 'Name' && base.name === 'Protocol') ||
        (base.kind === 'Attribute' && base.attribute === 'Protocol')
      );
    }) ?? false
  );
}

function protocolMembers(project: Project, ref: string): readonly string[] {
  const names = (project.ask.classInfo(ref)?.mro ?? [])
    .filter((entry) => project.ask.isProtocol(entry.ref))
    .flatMap((entry) => {
      const definition = classDefinition(project, entry.ref);
      const scope = definition?.chunk.facts.scopes[bodyScope(definition.chunk.facts, definition.node)];
      return [...(scope?.names.keys() ?? [])];
    });
  return [...new Set(names)].filter((name) => name !== '__slots__' && name !== '__hash__');
}

const sameNames = (a: readonly (string | number)[], b: readonly (string | number)[]): boolean =>
  a === b || (a.length === b.length && a.every((name, i) => name === b[i]));

const sameSets = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a === b || (a.size === b.size && [...a].every((name) => b.has(name)));

const sameJson = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const sameMaps = <V>(a: ReadonlyMap<string, V>, b: ReadonlyMap<string, V>): boolean =>
  a === b ||
  (a.size === b.size && [...a].every(([name, value]) => JSON.stringify(b.get(name)) === JSON.stringify(value)));
