import type { Node } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { nodesOwn } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import { membersOf, type Type } from '../types/types.ts';

/** A place in the user's files that uses a name as a variable or an attribute: data, which keeps no facts. */
export interface NamedUse {
  readonly uri: string;
  readonly chunk: number;
  readonly node: number;
}

/** What stands for those whose type is not known, among the references of functions. */
export const UNKNOWN = '';

/** The uses of a name in the project. */
export interface NamedUses {
  readonly all: readonly NamedUse[];
  /** By the functions that they may be: which of `all`, in order. */
  readonly of: ReadonlyMap<string, readonly number[]>;
}

/**
 * All uses of a name in these files, those included to which an import has given another one. Who has a function finds its own
 * among them, and does not look at those of the functions of that name in a thousand other files.
 */
export function namedUses(project: Project, uris: readonly string[], name: string): NamedUses {
  const all: NamedUse[] = [];
  const of = new Map<string, number[]>();
  for (const { chunk, named } of chunksNaming(project, uris, name))
    for (const node of occurrencesOf(chunk.facts, named)) {
      for (const ref of functionsAt(chunk, node)) addTo(of, ref, all.length);
      all.push({ uri: chunk.file.uri, chunk: chunk.id, node: node.id });
    }
  return { all, of };
}

function* chunksNaming(
  project: Project,
  uris: readonly string[],
  name: string,
): Generator<{ readonly chunk: Chunk; readonly named: string }> {
  for (const uri of uris) {
    const file = project.files.get(uri);
    if (!file || file.isLibrary) continue;
    for (const named of new Set([name, ...(project.ask.newNamesOfFile(uri).get(name) ?? [])]))
      for (const id of project.ask.chunksNaming(uri, named)) {
        const chunk = chunkOf(project, uri, id);
        if (chunk) yield { chunk, named };
      }
  }
}

function functionsAt(chunk: Chunk, node: ReturnType<typeof occurrencesOf>[number]): ReadonlySet<string> {
  if (node.context !== 'load') return new Set();
  const type = chunk.project.evidence.aside(() => typeOf(chunk, node));
  if (type.kind === 'unknown' || type.kind === 'never') return new Set([UNKNOWN]);
  return new Set(membersOf(type).flatMap((member) => functionOf(member) ?? []));
}

function functionOf(type: Type): string | undefined {
  if (type.kind === 'callable') return type.of && functionOf(type.of);
  return type.kind === 'function' ? type.ref : undefined;
}

/** By name: `other` of `from module import name as other`. */
export function newNamesOfFile(project: Project, uri: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const id of project.files.get(uri)?.chunks ?? [])
    for (const [name, newName] of project.ask.newNames(String(id))) addTo(names, name, newName);
  return names;
}

export const newNames = (project: Project, chunk: string): readonly (readonly [name: string, newName: string])[] => {
  const facts = project.facts.get(chunk);
  const renamed = (node: Node) =>
    node.kind === 'Alias' && node.asname !== undefined ? [[node.name, node.asname] as const] : [];
  return facts ? nodesOwn(facts).flatMap(renamed) : [];
};

function addTo<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const known = lists.get(name);
  if (known) known.push(item);
  else lists.set(name, [item]);
}
