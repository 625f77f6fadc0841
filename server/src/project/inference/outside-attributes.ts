import type { Attribute } from '../../facts/nodes.ts';
import { classDefinition } from '../names/definitions.ts';
import { chunksStoring, storesByName, type ChunkPlace } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import { isSubclass } from '../names/subclass-test.ts';
import { atMost, instanceType, membersOf, unionOf, unknown, type Type } from '../types/types.ts';
import { typeAssignedTo } from './bindings.ts';
import { evidence } from './call-site-inference.ts';
import { typeOf } from './expressions.ts';
import { memberOfInstance } from './members.ts';

/**
 * What an attribute holds that a class itself gives no value, or only None: what the subclasses make of it (a mixin's hosts),
 * and what others store there (`server.comm = Comm()`). Undefined where nobody does; unknown where it is not clear.
 */
export function outsideAttribute(project: Project, ref: string, name: string): Type | undefined {
  const cls = classDefinition(project, ref);
  if (!cls || cls.chunk.file.isLibrary || cls.chunk.file.isStub || name.startsWith('__')) return undefined;
  const places = chunksStoring(project, name);
  const subclasses = places && project.ask.subclassesOf(ref);
  if (!subclasses) return unknown;
  let found: Type | undefined;
  for (const type of typesAssigned(project, ref, name, subclasses, places)) {
    if (type === unknown || found === unknown) return unknown;
    if (type && type.kind !== 'none') found = unionOf(found ? [found, type] : [type]);
  }
  return found && atMost(found, 'declared');
}

/** Each is looked for when those before have not settled the matter. */
function* typesAssigned(
  project: Project,
  ref: string,
  name: string,
  subclasses: readonly string[],
  places: readonly ChunkPlace[],
): Generator<Type | undefined> {
  for (const subclass of subclasses) {
    const chunk = classDefinition(project, subclass)?.chunk;
    const type = chunk && memberOfInstance(chunk, instanceType(subclass), name);
    yield type && (isMethod(type) ? type : evidence(type));
  }
  for (const { uri, chunk } of places) yield project.ask.attributeStored(`${ref} ${name} ${String(chunk)} ${uri}`);
}

const isMethod = (type: Type): boolean =>
  membersOf(type).every((item) => item.kind === 'function' && item.receiver !== undefined);

/** What a chunk stores in the attribute of an instance of the class; undefined when nothing. */
export function attributeStored(project: Project, key: string): Type | undefined {
  const [ref = '', name = '', id = '', uri = ''] = key.split(' ');
  const chunk = chunkOf(project, uri, Number(id));
  if (!chunk) return undefined;
  const stores = (storesByName(chunk.facts).get(name) ?? []).filter((store) => isOf(chunk, store, ref));
  const types = stores.map((store) => evidence(valueOf(chunk, store)));
  return types.length > 0 ? unionOf(types) : undefined;
}

const isOf = (chunk: Chunk, { value }: Attribute, ref: string): boolean =>
  membersOf(typeOf(chunk, value)).some(
    (owner) => owner.kind === 'instance' && isSubclass(chunk.project, owner.ref, ref) === true,
  );

function valueOf(chunk: Chunk, store: Attribute): Type {
  const parent = chunk.facts.nodes[chunk.facts.parents[store.id] ?? -1];
  return parent ? typeAssignedTo(chunk, store, parent, undefined) : unknown;
}
