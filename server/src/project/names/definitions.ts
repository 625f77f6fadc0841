import type { Facts } from '../../facts/facts.ts';
import type { ClassDef, FunctionDef } from '../../facts/nodes.ts';
import { chunkOf, type Chunk, type Project, type SourceFile } from './project.ts';

/**
 * References name functions and classes so that they stay the same while code around them is edited:
 * `uri#qualname@n`, with Python's own `__qualname__` and n counting earlier definitions of that name in the file.
 */
export interface Definition<N extends FunctionDef | ClassDef = FunctionDef | ClassDef> {
  readonly chunk: Chunk;
  readonly node: N;
}

interface ChunkDefinitions {
  readonly names: readonly string[];
  readonly nodes: readonly (FunctionDef | ClassDef)[];
  /** By node id. */
  readonly qualified: ReadonlyMap<number, string>;
  readonly byName: ReadonlyMap<string, readonly (FunctionDef | ClassDef)[]>;
}

const definitionsOfFacts = new WeakMap<Facts, ChunkDefinitions>();

/** The functions and classes of a chunk in source order, with their qualified names. */
function chunkDefinitions(facts: Facts): ChunkDefinitions {
  const known = definitionsOfFacts.get(facts);
  if (known) return known;
  const names: string[] = [];
  const nodes: (FunctionDef | ClassDef)[] = [];
  const byName = new Map<string, (FunctionDef | ClassDef)[]>();
  const qualified = new Map<number, string>();
  for (const node of facts.nodes) {
    if (node.kind !== 'FunctionDef' && node.kind !== 'ClassDef') continue;
    const name = prefixOf(facts, node.id, qualified) + node.name;
    qualified.set(node.id, name);
    if (node.id < facts.own) continue;
    names.push(name);
    nodes.push(node);
    const before = byName.get(name);
    if (before) before.push(node);
    else byName.set(name, [node]);
  }
  const result = { names, nodes, byName, qualified };
  definitionsOfFacts.set(facts, result);
  return result;
}

function prefixOf(facts: Facts, id: number, qualified: ReadonlyMap<number, string>): string {
  for (let parent = facts.parents[id] ?? -1; parent >= 0; parent = facts.parents[parent] ?? -1) {
    const node = facts.nodes[parent];
    const name = qualified.get(parent);
    if (name !== undefined) return node?.kind === 'FunctionDef' ? `${name}.<locals>.` : `${name}.`;
    if (node?.kind === 'Lambda') return '<lambda>.<locals>.';
  }
  return '';
}

/** Qualified names in a chunk: changes only when a definition comes, goes or is renamed. */
export function definedNames(project: Project, chunk: string): readonly string[] {
  const facts = project.facts.get(chunk);
  return facts ? chunkDefinitions(facts).names : [];
}

/** By qualified name: the chunks that define it, one entry a definition. */
export function fileDefinitions(project: Project, uri: string): ReadonlyMap<string, readonly number[]> {
  const result = new Map<string, number[]>();
  for (const chunk of project.files.get(uri)?.chunks ?? [])
    for (const name of project.ask.definedNames(String(chunk))) {
      const chunks = result.get(name);
      if (chunks) chunks.push(chunk);
      else result.set(name, [chunk]);
    }
  return result;
}

export function referenceTo({ project, file, id, facts }: Chunk, node: FunctionDef | ClassDef): string {
  const { qualified, byName } = chunkDefinitions(facts);
  const name = qualified.get(node.id) ?? '';
  if (node.id < facts.own) return referenceToClassAbove(project, file, id, name);
  return reference(project, file.uri, id, name, byName.get(name)?.findIndex(({ id: each }) => each === node.id) ?? 0);
}

/** The reference to the definition with this index in its chunk. */
export function referenceToNth(project: Project, uri: string, chunk: number, index: number): string {
  const names = project.ask.definedNames(String(chunk));
  const name = names[index] ?? '';
  let nth = 0;
  for (let i = 0; i < index; i++) if (names[i] === name) nth++;
  return reference(project, uri, chunk, name, nth);
}

/** `nth` counts those of the name in the chunk. */
function reference(project: Project, uri: string, chunk: number, name: string, nth: number): string {
  const chunks = project.ask.fileDefinitions(uri).get(name) ?? [];
  return `${uri}#${name}@${String(Math.max(0, chunks.indexOf(chunk)) + nth)}`;
}

/** A chunk that goes on with a class does so with the one of that name that is nearest above. */
function referenceToClassAbove(project: Project, { uri, chunks }: SourceFile, chunk: number, name: string): string {
  const defined = project.ask.fileDefinitions(uri).get(name) ?? [];
  if (defined.length <= 1) return `${uri}#${name}@0`;
  const at = chunks.indexOf(chunk);
  return `${uri}#${name}@${String(Math.max(0, defined.filter((id) => chunks.indexOf(id) < at).length - 1))}`;
}

/** The functions and classes of a chunk in source order. */
export const definitionsIn = (facts: Facts): readonly (FunctionDef | ClassDef)[] => chunkDefinitions(facts).nodes;

interface ReferenceParts {
  readonly uri: string;
  readonly qualifiedName: string;
  readonly ordinal: number;
}

export function partsOf(reference: string): ReferenceParts {
  const hash = reference.lastIndexOf('#');
  const at = reference.lastIndexOf('@');
  return {
    uri: reference.slice(0, hash),
    qualifiedName: reference.slice(hash + 1, at),
    ordinal: Number(reference.slice(at + 1)),
  };
}

export function lastName(reference: string): string {
  const at = reference.lastIndexOf('@');
  return reference.slice(Math.max(reference.lastIndexOf('#', at), reference.lastIndexOf('.', at)) + 1, at);
}

/** Where a reference is defined; undefined when it is gone. */
export function definitionOf(project: Project, reference: string): Definition | undefined {
  const { uri, qualifiedName, ordinal } = partsOf(reference);
  const chunks = project.ask.fileDefinitions(uri).get(qualifiedName) ?? [];
  const id = chunks[ordinal];
  const chunk = id === undefined ? undefined : chunkOf(project, uri, id);
  if (!chunk || id === undefined) return undefined;
  const node = chunkDefinitions(chunk.facts).byName.get(qualifiedName)?.[ordinal - chunks.indexOf(id)];
  return node && { chunk, node };
}

export function functionDefinition(project: Project, reference: string): Definition<FunctionDef> | undefined {
  const definition = definitionOf(project, reference);
  return definition?.node.kind === 'FunctionDef' ? (definition as Definition<FunctionDef>) : undefined;
}

export function classDefinition(project: Project, reference: string): Definition<ClassDef> | undefined {
  const definition = definitionOf(project, reference);
  return definition?.node.kind === 'ClassDef' ? (definition as Definition<ClassDef>) : undefined;
}
