import type { Expression } from '../facts/nodes.ts';
import type { Certainty } from './certainty.ts';
import { isSubclass } from './classes.ts';
import { typeOf } from './expressions.ts';
import { callsByName, chunksCalling, chunksStoring, storesByName, type ChunkPlace } from './mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from './project.ts';
import { membersOf, type Type } from './types.ts';

/**
 * How well what a class has under a name is known to be there when the code runs, as code outside its methods may put something
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
      if (args[0] && (isText(args[1]?.value, name) || mayPutFunction(chunk, args[1]?.value, args[2]?.value)))
        yield typeOf(chunk, args[0].value);
}

/** `for name in dir(self): setattr(self, name, wrapped)`: a function, under a name that is not known. */
const mayPutFunction = (chunk: Chunk, name: Expression | undefined, value: Expression | undefined): boolean =>
  name?.kind !== 'Constant' &&
  value !== undefined &&
  membersOf(typeOf(chunk, value)).some(({ kind }) => kind === 'function' || kind === 'callable');

function* chunksAt(project: Project, places: readonly ChunkPlace[]): Generator<Chunk> {
  for (const { uri, chunk: id } of places) {
    const chunk = isTest(project, uri) ? undefined : chunkOf(project, uri, id);
    if (chunk) yield chunk;
  }
}

const isTest = (project: Project, uri: string): boolean =>
  (project.files.get(uri)?.chunks ?? []).some((id) =>
    project.ask.importedPackages(String(id)).some((name) => name === 'unittest' || name === 'pytest'),
  );

const isText = (node: Expression | undefined, text: string): boolean =>
  node?.kind === 'Constant' && node.value === text;

/** Whether what is stored in an object may be found in one of the class; undefined where that is not known. */
export function mayBeOf(project: Project, owner: Type, ref: string): boolean | undefined {
  const answers = membersOf(owner).flatMap((item) => {
    if (item.kind === 'unknown' || item.kind === 'external' || item.kind === 'typevar') return undefined;
    if (item.kind !== 'instance' && item.kind !== 'class') return false;
    return [isSubclass(project, item.ref, ref), isSubclass(project, ref, item.ref)];
  });
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}
