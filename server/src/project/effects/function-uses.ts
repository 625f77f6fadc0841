import { lastNameOf } from '../../facts/last-name.ts';
import type { FunctionDef, Node } from '../../facts/nodes.ts';
import { occurrencesOf, type Occurrence } from '../../facts/occurrences.ts';
import { ancestors } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import { lastName, partsOf } from '../names/definitions.ts';
import { chunksCalling } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project, type SourceFile } from '../names/project.ts';
import { membersOf, type Type } from '../types/types.ts';

/** Where the name of a function stands for it. */
export interface Use {
  readonly chunk: Chunk;
  readonly node: Occurrence;
}

/** All uses of a function that are seen, tests aside; undefined where there is none, or a name may stand for the function that nobody can tell. */
export function usesOf(project: Project, ref: string, { file }: Chunk): readonly Use[] | undefined {
  const uses: Use[] = [];
  for (const mention of mentionsOf(project, ref, file) ?? []) {
    const meant = isMeant(mention, ref);
    if (meant === undefined) return undefined;
    if (meant) uses.push(mention);
  }
  return uses.length > 0 ? uses : undefined;
}

/** Those uses that are certain, and those that may be some; undefined where they are too many. */
export function certainUsesOf(
  project: Project,
  ref: string,
  { file }: Chunk,
): { readonly uses: readonly Use[]; readonly maybe: readonly Use[] } | undefined {
  const mentions = mentionsOf(project, ref, file)?.map((use) => ({ use, meant: isMeant(use, ref) }));
  return (
    mentions && {
      uses: mentions.flatMap(({ use, meant }) => (meant === true ? [use] : [])),
      maybe: mentions.flatMap(({ use, meant }) => (meant === undefined ? [use] : [])),
    }
  );
}

/** Where the name of a function is read, in its own file and where others call something of that name. */
function mentionsOf(project: Project, ref: string, file: SourceFile): readonly Use[] | undefined {
  const name = lastName(ref);
  const calling = chunksCalling(project, name);
  if (!calling) return undefined;
  const here = project.ask.chunksNaming(file.uri, name).map((chunk) => ({ uri: file.uri, chunk }));
  const places = new Map([...here, ...calling].map((place) => [place.chunk, place]));
  return [...places.values()].flatMap(({ uri, chunk: id }) => {
    const chunk = chunkOf(project, uri, id);
    return chunk
      ? occurrencesOf(chunk.facts, name)
          .filter((node) => node.context === 'load' && !isInTest(chunk, node))
          .map((node) => ({ chunk, node }))
      : [];
  });
}

/** Whether a name stands for the function; undefined where nobody can tell. */
function isMeant({ chunk, node }: Use, ref: string): boolean | undefined {
  const isMethod = partsOf(ref).qualifiedName.includes('.') && !partsOf(ref).qualifiedName.includes('<locals>');
  const type = typeOf(chunk, node);
  if (type.kind === 'unknown' || type.kind === 'external')
    return (node.kind === 'Attribute') === isMethod ? undefined : false;
  const receivers = node.kind === 'Attribute' && !isOfSuper(node) ? membersOf(typeOf(chunk, node.value)) : [];
  return membersOf(type).some((item) => isMeantBy(chunk.project, item, ref, receivers));
}

/** `super().start` is the method of a base class, whoever overrides it. */
export const isOfSuper = (node: Node): boolean =>
  node.kind === 'Attribute' &&
  node.value.kind === 'Call' &&
  node.value.func.kind === 'Name' &&
  node.value.func.name === 'super';

/** Also by the method of a base class that the function overrides, of an object that may be of the class of the function. */
function isMeantBy({ ask }: Project, type: Type, ref: string, receivers: readonly Type[]): boolean {
  const named = type.kind === 'callable' ? type.of : type;
  if (named?.kind !== 'function' || lastName(named.ref) !== lastName(ref)) return false;
  if (named.ref === ref) return true;
  const own = ask.signature(ref)?.ownerClass;
  const line = (own === undefined ? undefined : ask.classInfo(own)?.mro) ?? [];
  const isBase = (cls: string | undefined): boolean => line.some((entry) => entry.ref === cls);
  return (
    isBase(ask.signature(named.ref)?.ownerClass) &&
    receivers.some((receiver) => receiver.kind !== 'instance' || isBase(receiver.ref))
  );
}

function isInTest({ facts }: Chunk, node: Node): boolean {
  for (const outer of ancestors(facts, node))
    if (outer.kind === 'FunctionDef' && (outer.name.startsWith('test_') || isFixture(outer))) return true;
  return false;
}

/** `@pytest.fixture`, `@pytest_asyncio.fixture` */
export const isFixture = ({ decorators }: FunctionDef): boolean =>
  decorators.some((decorator) => lastNameOf(decorator) === 'fixture');
