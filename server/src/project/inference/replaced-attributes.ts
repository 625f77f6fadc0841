import type { Argument, Attribute, Expression, Node } from '../../facts/nodes.ts';
import { parentOf } from '../../facts/walk.ts';
import { mocks } from '../../knowledge/loop.ts';
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
  const stores = chunksStoring(project, name);
  if (!stores) return 'declared';
  let certainty: Certainty = 'proven';
  for (const owner of ownersOf(project, name, stores, isInTests)) {
    const isIts = mayBeOf(project, owner, ref);
    if (isIts === true) return undefined;
    if (isIts === undefined) certainty = 'declared';
  }
  return certainty;
}

/** The objects in which something of the name is stored. */
function* ownersOf(project: Project, name: string, stores: readonly ChunkPlace[], isInTests: boolean): Generator<Type> {
  for (const chunk of chunksAt(project, stores)) {
    const isTest = project.ask.isTest(chunk.file.uri);
    for (const place of storesByName(chunk.facts).get(name) ?? [])
      if (!isTest || (isInTests && isHeldBySelf(place.value) && !isGivenMock(chunk, place)))
        yield typeOf(chunk, place.value);
  }
  for (const chunk of chunksAt(project, chunksCalling(project, 'setattr') ?? [])) {
    if (project.ask.isTest(chunk.file.uri)) continue;
    for (const { args } of callsByName(chunk.facts).get('setattr') ?? [])
      if (args[0] && (isText(args[1]?.value, name) || mayPutFunction(chunk, args, name)))
        yield typeOf(chunk, args[0].value);
  }
}

const isHeldBySelf = (owner: Expression): boolean =>
  owner.kind === 'Attribute' && owner.value.kind === 'Name' && owner.value.name === 'self';

function isGivenMock(chunk: Chunk, place: Attribute): boolean {
  const statement = parentOf(chunk.facts, place);
  const value = statement?.kind === 'Assign' ? statement.value : undefined;
  return value?.kind === 'Call' && lookup(chunk, typeOf(chunk, value.func), mocks) !== undefined;
}

/**
 * `for key in dir(self): setattr(self, key, wrapped)`: a function, under a name that is computed from those that are there, or
 * taken from texts of which the name is one.
 */
function mayPutFunction(chunk: Chunk, args: readonly Argument[], name: string): boolean {
  const [, key, value] = args.map((argument) => argument.value);
  if (!key || !value || key.kind === 'Constant') return false;
  const isPut = membersOf(typeOf(chunk, value)).some(({ kind }) => kind === 'function' || kind === 'callable');
  return isPut && (chunk.facts.nodes.some((node) => isText(node, name)) || readsNames(chunk));
}

const readsNames = ({ facts }: Chunk): boolean =>
  ['dir', 'vars', 'getmembers', 'getattr'].some((name) => callsByName(facts).has(name)) ||
  facts.nodes.some((node) => node.kind === 'Attribute' && node.attribute === '__dict__');

function* chunksAt(project: Project, places: readonly ChunkPlace[]): Generator<Chunk> {
  for (const { uri, chunk: id } of places) {
    const chunk = chunkOf(project, uri, id);
    if (chunk) yield chunk;
  }
}

const isText = (node: Node | undefined, text: string): boolean => node?.kind === 'Constant' && node.value === text;
