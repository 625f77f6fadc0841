import type { Facts } from '../../facts/facts.ts';
import type { Call, FunctionDef } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { nestedLoopPatches } from '../../knowledge/loop.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import type { Range } from '../../text/range.ts';
import type { Effect, EffectSite } from '../effects/effect.ts';
import { effectsOf } from '../effects/effects.ts';
import { callUsesBeside } from '../effects/call-uses.ts';
import { isBoundNode, isBoundToThread } from '../effects/bound-to-thread.ts';
import { companyKey } from '../effects/company.ts';
import { maySetLoop } from '../effects/loop-setters.ts';
import { isRunByDecorator } from '../effects/loop-starts.ts';
import { namedUses, UNKNOWN, type NamedUse, type NamedUses } from '../effects/named-uses.ts';
import { occasionAt } from '../effects/occasions.ts';
import { argumentBehind } from '../inference/argument-behind.ts';
import { openArguments } from '../inference/call-arguments.ts';
import { resultOfCalling } from '../inference/calls.ts';
import { isConfigured } from '../inference/configured-names.ts';
import { creationsOf } from '../inference/creations.ts';
import { decoratedFunction } from '../inference/decorators.ts';
import { expectedAt, rulesOut } from '../inference/expected-types.ts';
import { typeOf } from '../inference/expressions.ts';
import { isInstanceOf, propertyOf } from '../inference/instances.ts';
import { member } from '../inference/members.ts';
import { awaited, elementOf, enterResult } from '../inference/protocols.ts';
import { isReplaced } from '../inference/replaced-functions.ts';
import { isSortAsked } from '../inference/sort-questions.ts';
import { lookup } from '../inference/tables.ts';
import { idsOfClass, partsAround } from '../names/class-parts.ts';
import { functionDefinition, partsOf, referenceTo } from '../names/definitions.ts';
import { chunksStoring } from '../names/mentioned-places.ts';
import { isImportable } from '../names/modules.ts';
import { chunkOf, type Chunk, type Project, type SourceFile } from '../names/project.ts';
import { certaintyOf, proven, unknown, type Type } from '../types/types.ts';
import { bindingsReaching, coroutineAround, coroutineRunning, functionAround, parentOf, scopeAt } from './around.ts';
import type { ChunkView, Definition, OccurrencePlace } from './chunk-view.ts';

/** Where the project's text is: what facts do not keep. */
export interface SourceText {
  chunkText(chunk: number): string;
}

/** What rules and fixes see of a chunk; undefined when the file or the chunk is gone. */
export function chunkView(project: Project, sources: SourceText, uri: string, id: number): ChunkView | undefined {
  const chunk = chunkOf(project, uri, id);
  return chunk && viewOf(chunk, sources);
}

interface KnownView {
  readonly view: ChunkView;
  readonly sources: SourceText;
  readonly file: SourceFile;
}

/** Views are the same as long as file and facts are. */
const knownViews = new WeakMap<Facts, KnownView>();

function viewOf(chunk: Chunk, sources: SourceText): ChunkView {
  const known = knownViews.get(chunk.facts);
  if (known?.file === chunk.file && known.sources === sources) return known.view;
  const view = createView(chunk, sources);
  knownViews.set(chunk.facts, { view, sources, file: chunk.file });
  return view;
}

function createView(chunk: Chunk, sources: SourceText): ChunkView {
  const { project, facts, file } = chunk;
  return {
    uri: file.uri,
    chunk: chunk.id,
    facts,
    isNotebook: file.isNotebook,
    evidence: project.evidence,
    get library() {
      return project.ask.asyncLibrary(file.uri);
    },
    get python() {
      return project.python.get(project.contexts.get(file.uri));
    },
    get wantsTestPlugin() {
      return project.configuration.get(project.contexts.get(file.uri)).wantsTestPlugin;
    },
    get asyncTests() {
      return project.configuration.get(project.contexts.get(file.uri)).asyncTests;
    },
    mayRunOnTrio: () => project.ask.mayRunOnTrio(file.uri),
    source: ({ start, end }: Range) => sources.chunkText(chunk.id).slice(start, end),
    at: ({ start, end }: Range) => ({ uri: file.uri, chunk: chunk.id, start, end }),
    parent: (node) => parentOf(facts, node),
    scope: (node) => scopeAt(facts, node),
    functionAround: (node) => functionAround(facts, node),
    coroutineAround: (node) => coroutineAround(chunk, node),
    coroutineRunning: (node) => coroutineRunning(chunk, node),
    bindingsReaching: (name) => bindingsReaching(facts, name),
    typeOf: (expression) => told(project, typeOf(chunk, expression)),
    awaited: (type) => told(project, awaited(chunk, type)),
    member: (type, name) => told(project, member(chunk, type, name)),
    element: (type, isAsync) => told(project, elementOf(chunk, type, isAsync)),
    entered: (type, isAsync) => told(project, enterResult(chunk, type, isAsync)),
    mayAwait: (type) => awaited(chunk, type) !== undefined,
    mayIterate: (type, isAsync) => elementOf(chunk, type, isAsync) !== undefined,
    mayEnter: (type, isAsync) => enterResult(chunk, type, isAsync) !== undefined,
    expectedAt: (expression) => expectedAt(chunk, expression),
    rulesOut: (declared, value) => toldToRuleOut(chunk, declared, value),
    lookup: (type, table) => lookup(chunk, type, table),
    lookupCall: (call, table) => toldByTable(chunk, call, table),
    isImportable: (name) => isImportable(chunk, name),
    isConfigured: (type, list) => isConfigured(chunk, type, list),
    isInstanceOf: (type, className) => isInstanceOf(chunk, type, className),
    typeOfDefinition: (node) => told(project, decoratedFunction(chunk, node)),
    resultOf: (type) => told(project, resultOfCalling(chunk, type, openArguments)),
    propertyOf: (type, name) => told(project, propertyOf(chunk, type, name)),
    definition: (type) => definitionOf(chunk, sources, type),
    signature: (type) => (type.kind === 'function' ? project.ask.signature(type.ref) : undefined),
    ...effects(chunk),
    creationsOf: (expression) => creationsOf(chunk, expression),
    argumentBehind: (expression) => argumentBehind(chunk, expression),
    nestsLoops: () => nestsLoops(project),
    ...doubts(chunk),
    ...fileAround(chunk, sources),
    ...classAround(chunk, sources),
    chunkAt: (at) => (at.uri === file.uri ? chunkView(project, sources, at.uri, at.chunk) : undefined),
  };
}

const fileAround = (
  chunk: Chunk,
  sources: SourceText,
): Pick<ChunkView, 'imports' | 'fileChunks' | 'occurrences' | 'occurrencesInProject' | 'usesOf'> => ({
  imports: (packages) => chunk.project.ask.packagesOfFile(chunk.file.uri).some((name) => packages.includes(name)),
  fileChunks: () => chunksOfFile(chunk, sources),
  occurrences: (name, most) => occurrencesInFile(chunk, sources, name, most),
  occurrencesInProject: (name) => placesOf(chunk.project, sources, namedUsesOf(chunk.project, name).all),
  usesOf: (functions, unknownToo = false) => usesOf(chunk.project, sources, functions, unknownToo),
});

const classAround = (
  chunk: Chunk,
  sources: SourceText,
): Pick<ChunkView, 'classChunks' | 'partsOfClass' | 'overriding'> => ({
  overriding: (method) => overriding(chunk, sources, method),
  classChunks: () => idsOfClass(chunk),
  partsOfClass: (cls) =>
    partsAround(chunk, cls).map((part) => ({ view: viewOf(part.chunk, sources), node: part.node })),
});

const effects = (
  chunk: Chunk,
): Pick<
  ChunkView,
  | 'callUsesBeside'
  | 'hasEffects'
  | 'effectOf'
  | 'occasionAt'
  | 'companyIn'
  | 'isRunByDecorator'
  | 'isBoundToThread'
  | 'isBoundNode'
  | 'maySetLoop'
> => ({
  callUsesBeside: (callee, where, most) => callUsesBeside(chunk, callee, where, most),
  isBoundToThread: (site) => isBoundToThread(chunk, site),
  isBoundNode: (node) => isBoundNode(chunk, node),
  hasEffects: (site) => effectsOf(chunk, site).length > 0,
  effectOf: (site, isMeant) => toldEffect(chunk, site, isMeant),
  occasionAt: (place, coroutine) => occasionAt(chunk, place, coroutine),
  companyIn: (coroutine, shared) => chunk.project.ask.company(companyKey(shared, referenceTo(chunk, coroutine))),
  isRunByDecorator: (coroutine) => isRunByDecorator(chunk, coroutine),
  maySetLoop: (call) => maySetLoop(chunk, call),
});

const doubts = (chunk: Chunk): Pick<ChunkView, 'isStored' | 'isSortAsked' | 'isReplaced'> => ({
  isStored: (name) => chunksStoring(chunk.project, name)?.length !== 0,
  isSortAsked: (value) => isSortAsked(chunk, value),
  isReplaced: (callee) => isReplaced(chunk, callee),
});

function toldEffect(chunk: Chunk, site: EffectSite, isMeant: (effect: Effect) => boolean): Effect | undefined {
  const effect = effectsOf(chunk, site).find(isMeant);
  if (effect) chunk.project.evidence.restsOn(effect.certainty);
  return effect;
}

/** Put together once in a query: rules and fixes ask for each call, and files have thousands of chunks. */
function chunksOfFile({ project, file }: Pick<Chunk, 'project' | 'file'>, sources: SourceText): readonly ChunkView[] {
  const memory = project.queries.localCache();
  const known = memory.get(file) as readonly ChunkView[] | undefined;
  if (known) return known;
  const views = file.chunks.flatMap((id) => chunkView(project, sources, file.uri, id) ?? []);
  memory.set(file, views);
  return views;
}

function occurrencesInFile(
  { project, file }: Chunk,
  sources: SourceText,
  name: string,
  most = Number.POSITIVE_INFINITY,
): readonly OccurrencePlace[] {
  const chunks = project.ask.chunksNaming(file.uri, name);
  if (chunks.length > most) return [];
  return chunks.flatMap((id) => {
    const view = chunkView(project, sources, file.uri, id);
    return view ? occurrencesOf(view.facts, name).map((node) => ({ view, node })) : [];
  });
}

function namedUsesOf(project: Project, name: string): NamedUses {
  if (project.queries.isAsked) return project.ask.namedUses(name);
  // Fixes that are asked for in passing must not leave anything behind that each change would have to look at.
  const memory = project.queries.localCache() as Map<unknown, NamedUses>;
  const key = `uses of ${name}`;
  const found = memory.get(key) ?? namedUses(project, project.host.filesNaming(name), name);
  memory.set(key, found);
  return found;
}

const placesOf = (project: Project, sources: SourceText, uses: readonly NamedUse[]): readonly OccurrencePlace[] =>
  uses.flatMap(({ uri, chunk, node }) => {
    const view = chunkView(project, sources, uri, chunk);
    return view ? [{ view, node: view.facts.nodes[node] as OccurrencePlace['node'] }] : [];
  });

function usesOf(
  project: Project,
  sources: SourceText,
  functions: readonly Pick<Definition, 'view' | 'node'>[],
  unknownToo: boolean,
): readonly OccurrencePlace[] {
  const [first] = functions;
  if (!first) return [];
  const { all, of } = namedUsesOf(project, first.node.name);
  const refs = functions.flatMap(({ view, node }) => {
    const chunk = chunkOf(project, view.uri, view.chunk);
    return chunk ? [referenceTo(chunk, node)] : [];
  });
  const found = new Set([...refs, ...(unknownToo ? [UNKNOWN] : [])].flatMap((ref) => of.get(ref) ?? []));
  return placesOf(
    project,
    sources,
    [...found].sort((a, b) => a - b).map((index) => all[index]!),
  );
}

function overriding(chunk: Chunk, sources: SourceText, method: FunctionDef): readonly Definition[] | undefined {
  const { ask } = chunk.project;
  const cls = ask.signature(referenceTo(chunk, method))?.ownerClass;
  if (cls === undefined) return [];
  return ask.subclassesOf(cls)?.flatMap((subclass) => {
    const own = ask.ownMember(subclass, method.name);
    return (own && definitionOf(chunk, sources, own)) ?? [];
  });
}

/**
 * A type as rules see it: how it is known counts for their claim and need not be looked at, nor what inference cannot resolve be told
 * from what is not known.
 */
function told<T extends Type | undefined>({ evidence }: Project, type: T): T | Type {
  if (type === undefined) return type;
  evidence.restsOn(certaintyOf(type));
  return type.kind === 'never' ? unknown : proven(type);
}

/** A claim seldom rests on something not being in a table. */
function toldByTable<V>(chunk: Chunk, { func }: Call, table: NameTable<V>): V | undefined {
  const callee = typeOf(chunk, func);
  const found = lookup(chunk, callee, table);
  if (found !== undefined) told(chunk.project, callee);
  return found;
}

function toldToRuleOut(chunk: Chunk, declared: Type, value: Type): boolean {
  const isOut = rulesOut(chunk, declared, value);
  if (isOut) told(chunk.project, declared);
  return isOut;
}

function definitionOf(chunk: Chunk, sources: SourceText, type: Type): Definition | undefined {
  if (type.kind === 'callable') return type.of && definitionOf(chunk, sources, type.of);
  if (type.kind !== 'function') return undefined;
  const found = functionDefinition(chunk.project, type.ref);
  if (!found) return undefined;
  const { node } = found;
  const view = viewOf(found.chunk, sources);
  return {
    node,
    view,
    at: view.at({ start: node.nameStart, end: node.nameStart + node.name.length }),
    qualifiedName: partsOf(type.ref).qualifiedName,
    isLibrary: found.chunk.file.isLibrary,
  };
}

/** A file that imports the package and calls something named `apply`. */
const nestsLoops = (project: Project): boolean =>
  project.mentions
    .get('apply(')
    .some((uri) => project.ask.packagesOfFile(uri).some((name) => `${name}.apply` in nestedLoopPatches));
