import type { Argument, Node } from '../facts/nodes.ts';
import type { Certainty } from './certainty.ts';
import { isSubclass } from './classes.ts';
import { typeOf } from './expressions.ts';
import { callsByName, chunksCalling, chunksStoring, storesByName, type ChunkPlace } from './mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from './project.ts';
import { membersOf, type Type } from './types.ts';

/**
 * How well what a class, or the module of a file, has under a name is known to be there when the code runs, as code outside its methods may put something
 * else in its place: `pool.submit = wrapped`, `Client.send = fake`, `setattr(client, name, fake)`. Undefined where some does;
 * declared where that is not clear. What tests put somewhere is there in tests.
 */
export function keptAs(project: Project, ref: string, name: string): Certainty | undefined {
  const stores = chunksStoring(project, name);
  if (!stores) return 'declared';
  let certainty: Certainty = 'proven';
  for (const owner of ownersOf(project, name, stores)) {
    const isIts = mayBeOf(project, owner, ref);
    if (isIts === true) return undefined;
    if (isIts === undefined) certainty = 'declared';
  }
  return certainty;
}

/** The objects in which something of the name is stored. */
function* ownersOf(project: Project, name: string, stores: readonly ChunkPlace[]): Generator<Type> {
  for (const chunk of chunksAt(project, stores))
    for (const { value } of storesByName(chunk.facts).get(name) ?? []) yield typeOf(chunk, value);
  for (const chunk of chunksAt(project, chunksCalling(project, 'setattr') ?? []))
    for (const { args } of callsByName(chunk.facts).get('setattr') ?? [])
      if (args[0] && (isText(args[1]?.value, name) || mayPutFunction(chunk, args, name)))
        yield typeOf(chunk, args[0].value);
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
    const chunk = isTest(project, uri) ? undefined : chunkOf(project, uri, id);
    if (chunk) yield chunk;
  }
}

export const isTest = (project: Project, uri: string): boolean =>
  (project.files.get(uri)?.chunks ?? []).some((id) =>
    project.ask.importedPackages(String(id)).some((name) => name === 'unittest' || name === 'pytest'),
  );

const isText = (node: Node | undefined, text: string): boolean => node?.kind === 'Constant' && node.value === text;

/** Whether what is stored in an object may be found in one of the class, or in the module; undefined where that is not known. */
export function mayBeOf(project: Project, owner: Type, ref: string): boolean | undefined {
  const answers = membersOf(owner).flatMap((item) => {
    if (item.kind === 'unknown' || item.kind === 'external' || item.kind === 'typevar') return undefined;
    if (item.kind === 'module') return item.uri === ref;
    if (item.kind !== 'instance' && item.kind !== 'class') return false;
    return [isSubclass(project, item.ref, ref), isSubclass(project, ref, item.ref)];
  });
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}
