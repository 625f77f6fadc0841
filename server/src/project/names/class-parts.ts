import type { Facts } from '../../facts/facts.ts';
import type { Attribute, ClassDef } from '../../facts/nodes.ts';
import { bodyScope } from '../../facts/walk.ts';
import { attributeMentions, attributeStores, classOfReceiver } from './attribute-mentions.ts';
import { classDefinition, type Definition } from './definitions.ts';
import { chunkOf, type Chunk, type Project } from './project.ts';

/** What a chunk adds to the class that it goes on with. */
export interface ClassPart {
  /** The names that it binds in the class's body. */
  readonly bound: readonly string[];
  /** The attributes that its methods store in `self`. */
  readonly stored: readonly string[];
}

/** Whether a chunk goes on with the class of the one above. */
export const goesOnWithClass = (project: Project, id: string): boolean => (project.facts.get(id)?.own ?? 0) > 0;

/** Undefined for chunks that stand for themselves. */
export function classPart(project: Project, id: string): ClassPart | undefined {
  const facts = project.facts.get(id);
  if (!facts || facts.own === 0) return undefined;
  const cls = classIn(facts);
  return {
    bound: cls ? [...(facts.scopes[bodyScope(facts, cls)]?.names.keys() ?? [])] : [],
    stored: cls ? [...(attributeStores(facts).get(cls.id)?.keys() ?? [])] : [],
  };
}

/** The names that a class's body binds, as far as it stands in the chunk. */
export const namesBoundIn = ({ chunk: { facts }, node }: Definition): readonly string[] => [
  ...(facts.scopes[bodyScope(facts, node)]?.names.keys() ?? []),
];

/** The class that the chunk is cut from; undefined where its text cannot be read as one. */
export function classIn({ body }: Facts): ClassDef | undefined {
  const last = body.at(-1);
  return last?.kind === 'ClassDef' ? last : undefined;
}

/** Where a class stands: of a long one, each chunk that it is cut into, with the class as that chunk has it. In source order. */
export const classParts = (project: Project, ref: string): readonly Definition<ClassDef>[] =>
  partsOf(project, ref, (behind) => behind);

/** The first, and those whose part of the class's body binds a name. */
export const partsBinding = (project: Project, ref: string, name: string): readonly Definition<ClassDef>[] =>
  partsOf(project, ref, () => project.ask.chunksBinding(ref, name));

/** The first, and those with methods that store an attribute of `self`. */
export const partsStoring = (project: Project, ref: string, name: string): readonly Definition<ClassDef>[] =>
  partsOf(project, ref, () => project.ask.chunksStoringOwn(ref, name));

/** Most classes are not cut: nothing more is asked of them. */
function partsOf(
  project: Project,
  ref: string,
  meant: (behind: readonly number[]) => readonly number[],
): readonly Definition<ClassDef>[] {
  const first = classDefinition(project, ref);
  if (!first) return [];
  const behind = project.ask.chunksBehind(ref);
  return behind.length === 0 ? [first] : [first, ...partsIn(first, meant(behind))];
}

/** The chunks that go on with a class. */
export function chunksBehind(project: Project, ref: string): readonly number[] {
  const first = classDefinition(project, ref);
  if (!first || classIn(first.chunk.facts) !== first.node) return [];
  const { chunks } = first.chunk.file;
  const start = chunks.indexOf(first.chunk.id) + 1;
  let end = start;
  while (end < chunks.length && project.ask.goesOnWithClass(String(chunks[end]))) end++;
  return chunks.slice(start, end);
}

/** Those that bind a name in its body. */
export const chunksBinding = (project: Project, ref: string, name: string): readonly number[] =>
  project.ask.chunksBehind(ref).filter((id) => project.ask.classPart(String(id))?.bound.includes(name));

/** Whether the chunk that a class begins in binds a name in its body. */
export function isBoundInHead(project: Project, ref: string, name: string): boolean {
  const first = classDefinition(project, ref);
  return first !== undefined && namesBoundIn(first).includes(name);
}

/** Those with methods that store an attribute of `self`. */
export const chunksStoringOwn = (project: Project, ref: string, name: string): readonly number[] =>
  project.ask.chunksBehind(ref).filter((id) => project.ask.classPart(String(id))?.stored.includes(name));

const partsIn = ({ chunk: { project, file } }: Definition, ids: readonly number[]): readonly Definition<ClassDef>[] =>
  ids.flatMap((id) => {
    const chunk = chunkOf(project, file.uri, id);
    const node = chunk && classIn(chunk.facts);
    return node ? [{ chunk, node }] : [];
  });

/** The ids of the chunks that a class around a chunk is cut into; mostly that of the chunk alone. In source order. */
export const idsOfClass = ({ project, file, id }: Chunk): readonly number[] =>
  project.ask.chunksOfClassAround(file.uri, String(id));

export function chunksOfClassAround(project: Project, uri: string, id: string): readonly number[] {
  const chunks = project.files.get(uri)?.chunks ?? [];
  const goesOn = (index: number): boolean => project.ask.goesOnWithClass(String(chunks[index]));
  let first = chunks.indexOf(Number(id));
  let end = first + 1;
  while (first > 0 && goesOn(first)) first--;
  while (end < chunks.length && goesOn(end)) end++;
  return chunks.slice(first, end);
}

/** The chunks that a class around a chunk is cut into. */
export const chunksOfClass = (chunk: Chunk): readonly Chunk[] => idsOfClass(chunk).flatMap(chunkBeside(chunk));

/** Those of them that have a name as a variable or an attribute. */
export const chunksOfClassNaming = (chunk: Chunk, name: string): readonly Chunk[] =>
  chunksOfClassAmong(chunk, chunk.project.ask.chunksNaming(chunk.file.uri, name));

export function chunksOfClassAmong(chunk: Chunk, ids: readonly number[]): readonly Chunk[] {
  const own = idsOfClass(chunk);
  return ids.filter((id) => own.includes(id)).flatMap(chunkBeside(chunk));
}

const chunkBeside =
  (chunk: Chunk) =>
  (id: number): Chunk | readonly Chunk[] =>
    id === chunk.id ? chunk : (chunkOf(chunk.project, chunk.file.uri, id) ?? []);

/** The same as `classParts`, for a class that stands in a chunk, or around it. */
export function partsAround(chunk: Chunk, cls: ClassDef): readonly Definition<ClassDef>[] {
  if (classIn(chunk.facts) !== cls) return [{ chunk, node: cls }];
  return chunksOfClass(chunk).flatMap((part) => {
    const node = classIn(part.facts);
    return node ? [{ chunk: part, node }] : [];
  });
}

/** An attribute of `self`, and the chunk in which it is mentioned. */
export interface AttributePlace {
  readonly chunk: Chunk;
  readonly node: Attribute;
}

/** The places in a class's methods that store what an attribute of `self` reads. */
export const storesOfAttribute = (chunk: Chunk, attribute: Attribute): readonly AttributePlace[] =>
  placesOfAttribute(chunk, attribute, attributeStores);

/** Every place in a class's methods that has `self.attribute`, the given one apart. */
export const mentionsOfAttribute = (chunk: Chunk, attribute: Attribute): readonly AttributePlace[] =>
  placesOfAttribute(chunk, attribute, attributeMentions).filter(({ node }) => node !== attribute);

function placesOfAttribute(
  chunk: Chunk,
  { id, value, attribute }: Attribute,
  placesIn: typeof attributeStores,
): readonly AttributePlace[] {
  const cls = value.kind === 'Name' ? classOfReceiver(chunk.facts, id, value.name) : undefined;
  if (cls === undefined) return [];
  const isCut = classIn(chunk.facts)?.id === cls;
  return (isCut ? chunksOfClassNaming(chunk, attribute) : [chunk]).flatMap((part) => {
    const within = isCut ? classIn(part.facts)?.id : cls;
    const places =
      placesIn(part.facts)
        .get(within ?? -1)
        ?.get(attribute) ?? [];
    return places.map((node) => ({ chunk: part, node }));
  });
}
