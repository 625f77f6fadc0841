import { lastNameOf } from '../../facts/last-name.ts';
import type { FunctionDef, Node } from '../../facts/nodes.ts';
import { occurrencesOf, type Occurrence } from '../../facts/occurrences.ts';
import { ancestors } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import { lastName, partsOf } from '../names/definitions.ts';
import { chunksCalling } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import { membersOf, type Type } from '../types/types.ts';

/** Where the name of a function stands for it. */
export interface Use {
  readonly chunk: Chunk;
  readonly node: Occurrence;
}

/** All uses of a function that are seen, tests aside; undefined where there is none, or a name may stand for the function that nobody can tell. */
export function usesOf(project: Project, ref: string, { file }: Chunk): readonly Use[] | undefined {
  const name = lastName(ref);
  const calling = chunksCalling(project, name);
  if (!calling) return undefined;
  const here = project.ask.chunksNaming(file.uri, name).map((chunk) => ({ uri: file.uri, chunk }));
  const places = new Map([...here, ...calling].map((place) => [place.chunk, place]));
  const uses: Use[] = [];
  for (const { uri, chunk: id } of places.values()) {
    const chunk = chunkOf(project, uri, id);
    for (const node of chunk ? occurrencesOf(chunk.facts, name) : []) {
      if (!chunk || node.context !== 'load' || isInTest(chunk, node)) continue;
      const meant = isMeant(chunk, node, ref);
      if (meant === undefined) return undefined;
      if (meant) uses.push({ chunk, node });
    }
  }
  return uses.length > 0 ? uses : undefined;
}

/** Whether a name stands for the function; undefined where nobody can tell. */
function isMeant(chunk: Chunk, node: Occurrence, ref: string): boolean | undefined {
  const isMethod = partsOf(ref).qualifiedName.includes('.') && !partsOf(ref).qualifiedName.includes('<locals>');
  const type = typeOf(chunk, node);
  if (type.kind === 'unknown' || type.kind === 'external')
    return (node.kind === 'Attribute') === isMethod ? undefined : false;
  return membersOf(type).some((item) => isMeantBy(chunk.project, item, ref));
}

/** Also by the method of a base class that the function overrides. */
function isMeantBy({ ask }: Project, type: Type, ref: string): boolean {
  const named = type.kind === 'callable' ? type.of : type;
  if (named?.kind !== 'function' || lastName(named.ref) !== lastName(ref)) return false;
  if (named.ref === ref) return true;
  const own = ask.signature(ref)?.ownerClass;
  const other = ask.signature(named.ref)?.ownerClass;
  return own !== undefined && (ask.classInfo(own)?.mro ?? []).some((entry) => entry.ref === other);
}

function isInTest({ facts }: Chunk, node: Node): boolean {
  for (const outer of ancestors(facts, node))
    if (outer.kind === 'FunctionDef' && (outer.name.startsWith('test_') || isFixture(outer))) return true;
  return false;
}

/** `@pytest.fixture`, `@pytest_asyncio.fixture` */
export const isFixture = ({ decorators }: FunctionDef): boolean =>
  decorators.some((decorator) => lastNameOf(decorator) === 'fixture');
