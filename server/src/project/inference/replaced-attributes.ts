import type { Argument, Attribute, Expression } from '../../facts/nodes.ts';
import { isWithin, parentOf } from '../../facts/walk.ts';
import { mocks } from '../../knowledge/loop.ts';
import { chunksOfClass } from '../names/class-parts.ts';
import { callsByName, chunksCalling, chunksStoring, storesByName, type ChunkPlace } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import { mayBeOf } from '../names/subclass-test.ts';
import type { Certainty } from '../types/certainty.ts';
import { membersOf, type Type } from '../types/types.ts';
import { typeOf } from './expressions.ts';
import { lookup } from './tables.ts';

/**
 * How well what a class, or the module of a file, has under a name is known to be there when the code runs, as code outside its methods may put something
 * else in its place: `pool.submit = wrapped`, `Client.send = fake`, `setattr(client, name, fake)`. Undefined where some does;
 * declared where that is not clear. What tests put somewhere is there in tests alone.
 */
export const keptAs = (project: Project, ref: string, name: string): Certainty | undefined =>
  kept(project, ref, name, false);

/** In tests, what an object puts into what it holds (`self.pool.submit = …`) counts as well; of mocks rules know more. */
export const keptInTests = (project: Project, ref: string, name: string): Certainty | undefined =>
  kept(project, ref, name, true);

function kept(project: Project, ref: string, name: string, isInTests: boolean): Certainty | undefined {
  if (!chunksStoring(project, name)) return 'declared';
  let certainty: Certainty = 'proven';
  for (const owner of ownersOf(project, name, isInTests)) {
    const isIts = mayBeOf(project, owner, ref);
    if (isIts === true) return undefined;
    if (isIts === undefined) certainty = 'declared';
  }
  return certainty;
}

/** The objects in which something of the name is stored. */
function* ownersOf(project: Project, name: string, isInTests: boolean): Generator<Type> {
  yield* project.ask.objectsStoring(name, isInTests ? IN_TESTS : '');
  for (const { owner, names } of project.ask.allSetAttributes('')) if (names?.includes(name) ?? true) yield owner;
}

const IN_TESTS = 'tests';

/** The objects in which the user's code stores an attribute of the name. */
export function objectsStoring(project: Project, name: string, where: string): readonly Type[] {
  const owners: Type[] = [];
  for (const chunk of chunksAt(project, chunksStoring(project, name) ?? [])) {
    const isTest = project.ask.isTest(chunk.file.uri);
    for (const place of storesByName(chunk.facts).get(name) ?? [])
      if (!isTest || (where === IN_TESTS && isHeldBySelf(place.value) && !isAssignedMock(chunk, place)))
        owners.push(typeOf(chunk, place.value));
  }
  return owners;
}

/** What `setattr()` puts somewhere, as far as it may be what code calls. */
export interface SetAttribute {
  readonly owner: Type;
  /** Undefined for any name that is there. */
  readonly names: readonly string[] | undefined;
}

export const sameSetAttributes = (a: readonly SetAttribute[], b: readonly SetAttribute[]): boolean =>
  a.length === b.length &&
  a.every(({ owner, names }, i) => owner === b[i]!.owner && JSON.stringify(names) === JSON.stringify(b[i]!.names));

/** Those of all chunks that call it; of too many, none. */
export const allSetAttributes = (project: Project): readonly SetAttribute[] =>
  (chunksCalling(project, 'setattr') ?? []).flatMap(({ uri, chunk }) => project.ask.setAttributes(uri, String(chunk)));

/** Those of a chunk; none in tests. */
export function setAttributes(project: Project, uri: string, id: string): readonly SetAttribute[] {
  const chunk = project.ask.isTest(uri) ? undefined : chunkOf(project, uri, Number(id));
  return (chunk ? (callsByName(chunk.facts).get('setattr') ?? []) : []).flatMap(({ args }) => {
    const [first, key] = args;
    if (!chunk || !first) return [];
    if (key?.value.kind === 'Constant')
      return typeof key.value.value === 'string'
        ? [{ owner: typeOf(chunk, first.value), names: [key.value.value] }]
        : [];
    if (!putsFunction(chunk, args)) return [];
    const names = readsNames(chunk) ? undefined : textsIn(chunk);
    return names?.length === 0 ? [] : [{ owner: typeOf(chunk, first.value), names }];
  });
}

const isHeldBySelf = (owner: Expression): boolean =>
  owner.kind === 'Attribute' && owner.value.kind === 'Name' && owner.value.name === 'self';

function isAssignedMock(chunk: Chunk, place: Attribute): boolean {
  const statement = parentOf(chunk.facts, place);
  const value = statement?.kind === 'Assign' ? statement.value : undefined;
  return value?.kind === 'Call' && lookup(chunk, typeOf(chunk, value.func), mocks) !== undefined;
}

/**
 * `for key in dir(self): setattr(self, key, wrapped)`: a function, under a name that is computed from those that are there, or
 * taken from texts of which the name is one.
 */
function putsFunction(chunk: Chunk, args: readonly Argument[]): boolean {
  const [, key, value] = args;
  if (!key || !value) return false;
  return (
    wrapsRead(chunk, value.value) ||
    membersOf(typeOf(chunk, value.value)).some(({ kind }) => kind === 'function' || kind === 'callable')
  );
}

/**
 * `setattr(self, name, self.wrap(getattr(self, name)))`: what is made of what is there is of its kind. The type of the call may
 * rest on what `setattr()` puts there.
 */
function wrapsRead({ facts }: Chunk, value: Expression): boolean {
  if (value.kind !== 'Call') return false;
  const reads = callsByName(facts).get('getattr') ?? [];
  return reads.some((read) => {
    if (isWithin(facts, read, value)) return true;
    const statement = parentOf(facts, read);
    const target = statement?.kind === 'Assign' ? statement.targets[0] : undefined;
    const made = facts.bindings.findIndex(({ node }) => node === target?.id);
    return value.args.some(({ value: given }) => facts.reaching.get(given.id)?.includes(made) ?? false);
  });
}

const textsIn = (chunk: Chunk): readonly string[] => [
  ...new Set(
    chunksOfClass(chunk)
      .flatMap(({ facts }) => facts.nodes)
      .flatMap((node) => (node.kind === 'Constant' && typeof node.value === 'string' ? [node.value] : [])),
  ),
];

const readsNames = ({ facts }: Chunk): boolean =>
  ['dir', 'vars', 'getmembers', 'getattr'].some((name) => callsByName(facts).has(name)) ||
  facts.nodes.some((node) => node.kind === 'Attribute' && node.attribute === '__dict__');

function* chunksAt(project: Project, places: readonly ChunkPlace[]): Generator<Chunk> {
  for (const { uri, chunk: id } of places) {
    const chunk = chunkOf(project, uri, id);
    if (chunk) yield chunk;
  }
}
