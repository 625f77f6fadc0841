import type {} from '../effects/questions.ts';
import type {} from '../inference/questions.ts';
import { callersBySink, decoratedByWrapper, type ReferencesBy } from '../effects/callers-by-sink.ts';
import { callUses } from '../effects/call-uses.ts';
import { isRunWhenRead } from '../effects/called-at-site.ts';
import type { Effect } from '../effects/effect.ts';
import { effectsOfFunction, equalEffects } from '../effects/effects.ts';
import { isFunctionBoundToThread } from '../effects/bound-to-thread.ts';
import { isAlwaysPassedContent } from '../effects/fetched.ts';
import { company, type Company } from '../effects/company.ts';
import { occasionOf, type Occasion } from '../effects/occasions.ts';
import { waysToSink } from '../effects/sinks.ts';
import { namedUses, newNamesOfFile } from '../effects/named-uses.ts';
import { startsTasks } from '../effects/task-starts.ts';
import { typeAlias } from '../inference/annotations.ts';
import { argumentPassed, calledParameter } from '../inference/call-site-inference.ts';
import { frameworkArgument } from '../inference/framework-arguments.ts';
import { typeOfBindingAt } from '../inference/bindings.ts';
import { inheritedAs } from '../inference/changed-bases.ts';
import { classInfo, declaredMember, instanceAttribute, ownMember, valuesAssigned } from '../inference/classes.ts';
import { wrappersAround } from '../inference/decorators.ts';
import { typeOfExpression } from '../inference/expressions.ts';
import { inferredReturn, mayReturnCoroutine, overloads, signature } from '../inference/functions.ts';
import { builtin, moduleGlobal, moduleMember } from '../inference/names.ts';
import { attributeStored, outsideAttribute } from '../inference/outside-attributes.ts';
import { isOverriddenOtherwise } from '../inference/overrides.ts';
import { isProtocol, protocolMembers } from '../inference/protocol-classes.ts';
import {
  allSetAttributes,
  keptAs,
  keptInTests,
  objectsStoring,
  sameSetAttributes,
  setAttributes,
  type SetAttribute,
} from '../inference/replaced-attributes.ts';
import { chunksReplacing } from '../inference/replaced-functions.ts';
import { resolvePublicName } from '../inference/tables.ts';
import type { QueryOptions } from '../memory/queries.ts';
import {
  chunksBehind,
  chunksBinding,
  chunksOfClassAround,
  chunksStoringOwn,
  isBoundInHead,
} from '../names/class-parts.ts';
import { definitionOf, fileDefinitions } from '../names/definitions.ts';
import { type AsyncLibrary, asyncLibraryOf, mayRunOnTrio, packagesOfFile } from '../names/imported-packages.ts';
import {
  callsOfFile,
  chunksGiving,
  chunksNaming,
  namesOfFile,
  placesCalling,
  storesOfFile,
} from '../names/mentioned-places.ts';
import { chunksBindingGlobals, moduleBindings, type BindingPlace } from '../names/module-bindings.ts';
import type { Project } from '../names/project.ts';
import type { ProjectQueries } from '../names/questions.ts';
import { dunderAll, starImports } from '../names/star-imports.ts';
import { nodeIsAlive } from '../names/static-conditions.ts';
import { classesByBase, subclassesOf } from '../names/subclasses.ts';
import { isTest } from '../names/test-files.ts';
import type { Certainty } from '../types/certainty.ts';
import { equalClassInfo, type ClassInfo } from '../types/class-info.ts';
import { equalSignatures, type Signature } from '../types/signature.ts';
import { never, unknown, type Type } from '../types/types.ts';
import { chunkQueries, type ChunkQueries } from './chunk-queries.ts';
import { sameJson, sameMaps, sameNames, sameTypes } from './same-answers.ts';

const noChunks: ReadonlyMap<string, readonly number[]> = new Map();
const noReferences: ReferencesBy = new Map();
const noPlaces: ReadonlyMap<string, readonly BindingPlace[]> = new Map();
const noClasses: ReadonlyMap<string, readonly string[]> = new Map();

export const declareQueries = (project: Project): ProjectQueries => ({
  ...chunkQueries(project),
  ...namesAndFiles(project),
  ...classesAndFunctions(project),
  ...calls(project),
});

type NamesAndFiles = Omit<ProjectQueries, keyof ClassesAndFunctions | keyof Calls | keyof ChunkQueries>;

function namesAndFiles(project: Project): NamesAndFiles {
  const { query, pairQuery } = project.queries;
  return {
    chunksBehind: query((ref) => chunksBehind(project, ref), { initial: [], equal: sameNames }),
    chunksOfClassAround: pairQuery(of(project, chunksOfClassAround), { initial: [], equal: sameNames }),
    isBoundInHead: pairQuery(of(project, isBoundInHead), { initial: false }),
    chunksBinding: pairQuery(of(project, chunksBinding), { initial: [], equal: sameNames }),
    chunksStoringOwn: pairQuery(of(project, chunksStoringOwn), { initial: [], equal: sameNames }),
    fileDefinitions: query((uri) => fileDefinitions(project, uri), { initial: noChunks, equal: sameMaps }),
    definitionIsAlive: query((ref) => definitionIsAlive(project, ref), { initial: true }),
    starImports: query((uri) => starImports(project, uri), { initial: [], equal: sameNames }),
    dunderAll: query((uri) => dunderAll(project, uri), { initial: undefined, equal: sameJson }),
    chunksBindingGlobals: query((uri) => chunksBindingGlobals(project, uri), { initial: noChunks, equal: sameMaps }),
    moduleBindings: query((uri) => moduleBindings(project, uri), { initial: noPlaces, equal: sameMaps }),
    moduleMember: pairQuery(of(project, moduleMember), { initial: undefined }),
    moduleGlobal: pairQuery(of(project, moduleGlobal), { initial: undefined }),
    typeOfExpression: pairQuery<Type, number, number>(of(project, typeOfExpression), {
      initial: never,
      unsettled: unknown,
      isStep: true,
    }),
    typeOfBinding: pairQuery<Type, number, number>(of(project, typeOfBindingAt), {
      initial: never,
      unsettled: unknown,
      isStep: true,
    }),
    typeAlias: pairQuery(of(project, typeAlias), { initial: unknown }),
    builtin: pairQuery(of(project, builtin), { initial: undefined }),
    publicName: pairQuery(of(project, resolvePublicName), { initial: undefined }),
    namesOfFile: query((uri) => namesOfFile(project, uri), { initial: noChunks, equal: sameMaps }),
    chunksNaming: pairQuery(of(project, chunksNaming), { initial: [], equal: sameNames }),
    chunksGiving: pairQuery(of(project, chunksGiving), { initial: [], equal: sameNames }),
    placesCalling: query((name) => placesCalling(project, name), { initial: [], equal: sameJson }),
    packagesOfFile: query((uri) => packagesOfFile(project, uri), { initial: [], equal: sameNames }),
    asyncLibrary: query<AsyncLibrary>((uri) => asyncLibraryOf(project, uri), { initial: 'asyncio' }),
    mayRunOnTrio: query((uri) => mayRunOnTrio(project, uri), { initial: false }),
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
  | 'valuesAssigned'
  | 'signature'
  | 'overloads'
  | 'inferredReturn'
  | 'effectsOfFunction'
  | 'wrappersAround'
  | 'isRunWhenRead'
>;

function classesAndFunctions(project: Project): ClassesAndFunctions {
  const { query, pairQuery } = project.queries;
  return {
    classInfo: query<ClassInfo | undefined>((ref) => classInfo(project, ref), {
      initial: undefined,
      equal: equalClassInfo,
    }),
    isProtocol: query((ref) => isProtocol(project, ref), { initial: false }),
    protocolMembers: query((ref) => protocolMembers(project, ref), { initial: [], equal: sameNames }),
    mayReturnCoroutine: query((ref) => mayReturnCoroutine(project, ref), { initial: false }),
    ownMember: pairQuery(of(project, ownMember), { initial: undefined }),
    declaredMember: pairQuery(of(project, declaredMember), { initial: undefined }),
    instanceAttribute: pairQuery<Type | undefined>(of(project, instanceAttribute), {
      initial: never,
      unsettled: unknown,
    }),
    valuesAssigned: pairQuery<Type | undefined>(of(project, valuesAssigned), { initial: never, unsettled: unknown }),
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
    isRunWhenRead: query((ref) => isRunWhenRead(project, ref), { initial: false }),
  };
}

type Calls = Pick<
  ProjectQueries,
  | 'callsOfFile'
  | 'storesOfFile'
  | 'classesByBase'
  | 'subclassesOf'
  | 'keptAs'
  | 'keptInTests'
  | 'objectsStoring'
  | 'setAttributes'
  | 'allSetAttributes'
  | 'isTest'
  | 'chunksReplacing'
  | 'inheritedAs'
  | 'isOverriddenOtherwise'
  | 'callersBySink'
  | 'decoratedByWrapper'
  | 'newNamesOfFile'
  | 'namedUses'
  | 'waysToSink'
  | 'isAlwaysPassedContent'
  | 'occasionOf'
  | 'company'
  | 'startsTasks'
  | 'callUses'
  | 'isFunctionBoundToThread'
  | 'calledParameter'
  | 'frameworkArgument'
  | 'argumentPassed'
  | 'outsideAttribute'
  | 'attributeStored'
>;

function calls(project: Project): Calls {
  const { query, pairQuery } = project.queries;
  return {
    callsOfFile: query((uri) => callsOfFile(project, uri), { initial: noChunks, equal: sameMaps }),
    storesOfFile: query((uri) => storesOfFile(project, uri), { initial: noChunks, equal: sameMaps }),
    classesByBase: query((uri) => classesByBase(project, uri), { initial: noClasses, equal: sameMaps }),
    subclassesOf: query<readonly string[] | undefined>((ref) => subclassesOf(project, ref), {
      initial: [],
      equal: (a, b) => a === b || (a !== undefined && b !== undefined && sameNames(a, b)),
    }),
    chunksReplacing: pairQuery(of(project, chunksReplacing), { initial: [], equal: sameJson }),
    keptAs: pairQuery<Certainty | undefined>(of(project, keptAs), { initial: 'proven', unsettled: 'declared' }),
    keptInTests: pairQuery<Certainty | undefined>(of(project, keptInTests), {
      initial: 'proven',
      unsettled: 'declared',
    }),
    objectsStoring: pairQuery<readonly Type[]>(of(project, objectsStoring), {
      initial: [],
      equal: sameTypes,
      unsettled: [unknown],
    }),
    setAttributes: pairQuery(of(project, setAttributes), ANY_SET),
    allSetAttributes: query(() => allSetAttributes(project), ANY_SET),
    isTest: query((uri) => isTest(project, uri), { initial: false }),
    inheritedAs: query<Certainty | undefined>((ref) => inheritedAs(project, ref), {
      initial: 'proven',
      unsettled: 'declared',
    }),
    isOverriddenOtherwise: pairQuery(of(project, isOverriddenOtherwise), { initial: false }),
    callersBySink: pairQuery(of(project, callersBySink), { initial: noReferences, equal: sameMaps }),
    decoratedByWrapper: query((name) => decoratedByWrapper(project, name), {
      initial: noReferences,
      equal: sameMaps,
    }),
    newNamesOfFile: query((uri) => newNamesOfFile(project, uri), { initial: noReferences, equal: sameMaps }),
    namedUses: query((name) => namedUses(project, project.filesNaming.get(name), name), {
      initial: { all: [], of: new Map() },
    }),
    waysToSink: query((sink) => waysToSink(project, sink), {
      initial: { uses: [], isCut: false, isTakenBefore: false },
      equal: sameJson,
    }),
    isAlwaysPassedContent: query((key) => isAlwaysPassedContent(project, key), { initial: false }),
    occasionOf: query<Occasion | undefined>((ref) => occasionOf(project, ref), { initial: undefined }),
    company: query<Company>((key) => company(project, key), { initial: 'unseen' }),
    isFunctionBoundToThread: query((ref) => isFunctionBoundToThread(project, ref), { initial: false }),
    callUses: query((key) => callUses(project, key), { initial: [], equal: sameJson }),
    startsTasks: query((ref) => startsTasks(project, ref), { initial: false }),
    calledParameter: query<Type>((key) => calledParameter(project, key), { initial: never, unsettled: unknown }),
    frameworkArgument: query<Type | undefined>((key) => frameworkArgument(project, key), CYCLE_FALLBACK),
    argumentPassed: query<Type | undefined>((key) => argumentPassed(project, key), CYCLE_FALLBACK),
    outsideAttribute: pairQuery<Type | undefined>(of(project, outsideAttribute), CYCLE_FALLBACK),
    attributeStored: query<Type | undefined>((key) => attributeStored(project, key), CYCLE_FALLBACK),
  };
}

const ANY_SET: QueryOptions<readonly SetAttribute[]> = {
  initial: [],
  equal: sameSetAttributes,
  unsettled: [{ owner: unknown, names: undefined }],
};

const CYCLE_FALLBACK = { initial: never, unsettled: unknown } as const;

const of =
  <A, B, V>(project: Project, answer: (project: Project, first: A, second: B) => V) =>
  (first: A, second: B): V =>
    answer(project, first, second);

function definitionIsAlive(project: Project, ref: string): boolean {
  const definition = definitionOf(project, ref);
  return definition !== undefined && nodeIsAlive(definition.chunk, definition.node.id);
}
