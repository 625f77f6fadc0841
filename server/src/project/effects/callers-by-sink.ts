import type { Node } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { referenceTo } from '../names/definitions.ts';
import type { ChunkPlace } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import { effectsOf } from './effects.ts';
import { sinkOf } from './effect.ts';

/** Uses of whatever has a name: in a file, or in all that may call or read it. */
export interface Use {
  readonly where: string;
  readonly name: string;
}

export const CALLERS = 'callers';
export const READERS = 'readers';

/** Stands among functions for code outside of all of them. */
export const OUTSIDE = '';

/** References by sink, or by function. */
export type ReferencesBy = ReadonlyMap<string, readonly string[]>;

/** The chunks in which something of that name is used. */
export function chunksUsing(project: Project, { where, name }: Use): readonly ChunkPlace[] {
  if (where === CALLERS) return project.ask.placesCalling(name);
  const files = where === READERS ? project.filesNaming.get(name) : [where];
  return files.flatMap((uri) => project.ask.chunksNaming(uri, name).map((chunk) => ({ uri, chunk })));
}

/**
 * The plain functions in which a name stands, by the sinks to which they come: once for all functions of that name, of which
 * a project may have one in every file. Coroutines tell for themselves, and of lambdas nobody knows who calls them.
 */
export function callersBySink(project: Project, where: string, name: string): ReferencesBy {
  const callers = new Map<string, Set<string>>();
  for (const { uri, chunk: id } of chunksUsing(project, { where, name })) {
    const chunk = chunkOf(project, uri, id);
    for (const node of chunk ? occurrencesOf(chunk.facts, name) : []) {
      const caller = plainFunctionAround(chunk!, node);
      if (caller !== undefined) for (const sink of sinksOf(chunk!, node, caller)) add(callers, sink, caller);
    }
  }
  return listed(callers);
}

function plainFunctionAround(chunk: Chunk, node: Node): string | undefined {
  const around = [...ancestors(chunk.facts, node)].find(
    (outer) => outer.kind === 'FunctionDef' || outer.kind === 'Lambda',
  );
  if (around?.kind === 'Lambda' || around?.isAsync === true) return undefined;
  return around ? referenceTo(chunk, around) : OUTSIDE;
}

/** Of a caller all that it does counts, outside of functions what the name is called for. */
function sinksOf(chunk: Chunk, node: Node, caller: string): readonly string[] {
  if (caller !== OUTSIDE) return chunk.project.ask.effectsOfFunction(caller).map(sinkOf);
  const call = parentOf(chunk.facts, node);
  return call?.kind === 'Call' && call.func === node ? effectsOf(chunk, call).map(sinkOf) : [];
}

/** The functions that have a decorator of this name, by the functions that it puts around them. */
export function decoratedByWrapper(project: Project, decorator: string): ReferencesBy {
  const decorated = new Map<string, Set<string>>();
  const chunks = project.mentions
    .get(`@${decorator}`)
    .flatMap((uri) => chunksUsing(project, { where: uri, name: decorator }));
  for (const { uri, chunk: id } of chunks) {
    const chunk = chunkOf(project, uri, id);
    for (const node of chunk ? occurrencesOf(chunk.facts, decorator) : []) {
      const ref = decoratedBy(chunk!, node);
      const wrappers = ref === undefined ? [] : project.ask.wrappersAround(ref);
      for (const wrapper of wrappers) add(decorated, wrapper, ref!);
    }
  }
  return listed(decorated);
}

/** The function that has a decorator of this name. */
function decoratedBy(chunk: Chunk, node: Node): string | undefined {
  const parent = parentOf(chunk.facts, node);
  const decorator = parent?.kind === 'Call' && parent.func === node ? parentOf(chunk.facts, parent) : parent;
  const decorated = decorator?.kind === 'Decorator' ? parentOf(chunk.facts, decorator) : undefined;
  return decorated?.kind === 'FunctionDef' ? referenceTo(chunk, decorated) : undefined;
}

function add(sets: Map<string, Set<string>>, key: string, item: string): void {
  const before = sets.get(key);
  if (before) before.add(item);
  else sets.set(key, new Set([item]));
}

const listed = (sets: ReadonlyMap<string, ReadonlySet<string>>): ReferencesBy =>
  new Map([...sets].map(([key, items]) => [key, [...items]]));
