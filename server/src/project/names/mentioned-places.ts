import type { Facts } from '../../facts/facts.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Attribute, Call, Expression } from '../../facts/nodes.ts';
import { occurrencesByName } from '../../facts/occurrences.ts';
import { nodesOwn } from '../../facts/walk.ts';
import type { Project } from './project.ts';

/** A chunk of the user's own files. */
export interface ChunkPlace {
  readonly uri: string;
  readonly chunk: number;
}

/** By name: chunks of a file. */
export type ChunksByName = ReadonlyMap<string, readonly number[]>;

/** So many chunks are looked at for one name; what more of them say may be anything. */
const MAX_CHUNKS = 60;

/** The chunks that call something of this last name; undefined when they are too many to be looked at. */
export const chunksCalling = (project: Project, name: string): readonly ChunkPlace[] | undefined =>
  fewOf(project, project.ask.placesCalling(name));

/** The same, however many: put together once for all who ask, as every file may call something of that name. */
export const placesCalling = (project: Project, name: string): readonly ChunkPlace[] =>
  placesOf(project, `${name}(`, (uri) => project.ask.callsOfFile(uri).get(name));

/** The chunks that store an attribute of this name in something else than `self`; undefined when they are too many. */
export const chunksStoring = (project: Project, name: string): readonly ChunkPlace[] | undefined =>
  fewOf(
    project,
    placesOf(project, `.${name}`, (uri) => project.ask.storesOfFile(uri).get(name)),
  );

const placesOf = (
  project: Project,
  mention: string,
  chunksIn: (uri: string) => readonly number[] | undefined,
): readonly ChunkPlace[] =>
  project.mentions.get(mention).flatMap((uri) => (chunksIn(uri) ?? []).map((chunk) => ({ uri, chunk })));

/** A long class counts once. */
function fewOf(project: Project, places: readonly ChunkPlace[]): readonly ChunkPlace[] | undefined {
  if (places.length <= MAX_CHUNKS) return places;
  const headOf = ({ uri, chunk }: ChunkPlace): number => {
    const chunks = project.files.get(uri)?.chunks ?? [];
    let index = chunks.indexOf(chunk);
    while (index > 0 && project.ask.goesOnWithClass(String(chunks[index]))) index--;
    return chunks[index] ?? chunk;
  };
  return new Set(places.map(headOf)).size <= MAX_CHUNKS ? places : undefined;
}

/** By last name: the chunks of a file that call something of that name. */
export const callsOfFile = (project: Project, uri: string): ChunksByName =>
  chunksByName(project, uri, project.ask.calledNames);

/** By name: the chunks of a file that store an attribute of something else than `self`. */
export const storesOfFile = (project: Project, uri: string): ChunksByName =>
  chunksByName(project, uri, project.ask.storedNames);

function chunksByName(project: Project, uri: string, namesIn: (chunk: string) => Iterable<string>): ChunksByName {
  const result = new Map<string, number[]>();
  for (const chunk of project.files.get(uri)?.chunks ?? [])
    for (const name of namesIn(String(chunk))) add(result, name, chunk);
  return result;
}

/** The last names of what a chunk calls. */
export function calledNames(project: Project, chunk: string): readonly string[] {
  const facts = project.facts.get(chunk);
  return facts ? [...callsByName(facts).keys()] : [];
}

/** The names of attributes that a chunk stores in something else than `self`. */
export function storedNames(project: Project, chunk: string): readonly string[] {
  const facts = project.facts.get(chunk);
  return facts ? [...storesByName(facts).keys()] : [];
}

const callsOfFacts = new WeakMap<Facts, ReadonlyMap<string, readonly Call[]>>();
const storesOfFacts = new WeakMap<Facts, ReadonlyMap<string, readonly Attribute[]>>();

/** By last name of what is called: `f(x)`, `a.f(x)`, and `partial(f, x)` as a call of `f`. */
export function callsByName(facts: Facts): ReadonlyMap<string, readonly Call[]> {
  const known = callsOfFacts.get(facts);
  if (known) return known;
  const result = new Map<string, Call[]>();
  for (const node of nodesOwn(facts)) {
    if (node.kind !== 'Call') continue;
    const name = lastNameIn(node.func);
    if (name === undefined) continue;
    add(result, name, node);
    const target = isPartial(name) ? node.args[0] : undefined;
    const partial = target?.stars === 0 && target.name === undefined ? lastNameIn(target.value) : undefined;
    if (partial !== undefined) add(result, partial, node);
  }
  callsOfFacts.set(facts, result);
  return result;
}

/** By name: the attributes that are stored in something else than `self`. */
export function storesByName(facts: Facts): ReadonlyMap<string, readonly Attribute[]> {
  const known = storesOfFacts.get(facts);
  if (known) return known;
  const result = new Map<string, Attribute[]>();
  for (const node of nodesOwn(facts))
    if (node.kind === 'Attribute' && node.context === 'store' && !isPlainSelf(facts, node.value))
      add(result, node.attribute, node);
  storesOfFacts.set(facts, result);
  return result;
}

/** `self: "Client"` in a mixin is of another class. */
function isPlainSelf(facts: Facts, node: Expression): boolean {
  if (node.kind !== 'Name' || node.name !== 'self') return lastNameIn(node) === 'self';
  return (facts.reaching.get(node.id) ?? []).every((index) => {
    const parameter = facts.nodes[facts.bindings[index]?.node ?? -1];
    return parameter?.kind !== 'Parameter' || parameter.annotation === undefined;
  });
}

export const isPartial = (name: string | undefined): boolean => name === 'partial' || name === 'partialmethod';

function add<V>(lists: Map<string, V[]>, name: string, item: V): void {
  const before = lists.get(name);
  if (before) before.push(item);
  else lists.set(name, [item]);
}

/** The chunks of a file that store an attribute of a name, `self` or not, in order. */
export const chunksGiving = (project: Project, uri: string, name: string): readonly number[] =>
  project.ask.chunksNaming(uri, name).filter((id) => project.ask.attributesAssigned(String(id)).has(name));

export function attributesAssigned(project: Project, chunk: string): ReadonlySet<string> {
  const facts = project.facts.get(chunk);
  const nodes = facts ? nodesOwn(facts) : [];
  return new Set(
    nodes.flatMap((node) => (node.kind === 'Attribute' && node.context === 'store' ? [node.attribute] : [])),
  );
}

/** The chunks of a file that mention a name as a variable or an attribute, in order. */
export const chunksNaming = (project: Project, uri: string, name: string): readonly number[] =>
  project.ask.namesOfFile(uri).get(name) ?? [];

/** By name: the chunks of a file that mention it. One answer for all who ask about a name: a file may have thousands of both. */
export const namesOfFile = (project: Project, uri: string): ChunksByName =>
  chunksByName(project, uri, project.ask.namesIn);

export function namesIn(project: Project, chunk: string): ReadonlySet<string> {
  const facts = project.facts.get(chunk);
  return new Set(facts && occurrencesByName(facts).keys());
}
