import { classParts, namesBoundIn } from '../names/class-parts.ts';
import { classDefinition } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import type { Certainty } from '../types/certainty.ts';
import type { Type } from '../types/types.ts';
import { resultBeforeSubstitution } from './calls.ts';
import { awaited } from './protocols.ts';

/**
 * How well it is known what a class inherits from a library's, as the user's own classes may change what the inherited code calls
 * in turn: `request` of a `requests.Session`, on which `get` rests. Undefined where one of them gives something that can be
 * awaited in place of something that cannot, or the reverse; no more than likely where that is not clear.
 */
export function inheritedAs(project: Project, ref: string): Certainty | undefined {
  let certainty: Certainty = 'proven';
  const bases = project.ask.classInfo(ref)?.mro.map((entry) => entry.ref) ?? [ref];
  for (const cls of [...bases, ...(project.ask.subclassesOf(ref) ?? [])]) {
    for (const change of changesOf(project, cls)) {
      if (change === 'otherwise') return undefined;
      if (change === 'unclear') certainty = 'likely';
    }
  }
  return certainty;
}

type Change = 'alike' | 'otherwise' | 'unclear';

/** What a class of the user's makes of the methods of libraries that it overrides. */
function* changesOf(project: Project, ref: string): Generator<Change> {
  const definition = classDefinition(project, ref);
  if (!definition || definition.chunk.file.isLibrary) return;
  const { chunk } = definition;
  const names = classParts(project, ref).flatMap((part) => namesBoundIn(part));
  for (const name of new Set(names)) {
    const own = name.startsWith('__') ? undefined : project.ask.ownMember(ref, name);
    const base = own?.kind === 'function' ? methodOfLibrary(project, ref, name) : undefined;
    if (own?.kind === 'function' && base) yield changeOf(chunk, base, own.ref);
  }
}

function methodOfLibrary(project: Project, ref: string, name: string): string | undefined {
  for (const entry of project.ask.classInfo(ref)?.mro.slice(1) ?? []) {
    const member = project.ask.ownMember(entry.ref, name);
    if (member === undefined) continue;
    const isLibrary = classDefinition(project, entry.ref)?.chunk.file.isLibrary === true;
    return member.kind === 'function' && isLibrary ? member.ref : undefined;
  }
  return undefined;
}

function changeOf(chunk: Chunk, base: string, own: string): Change {
  const [before, now] = [resultOf(chunk, base), resultOf(chunk, own)];
  if (!isKnown(before)) return 'alike';
  if (!isKnown(now)) return 'unclear';
  return (awaited(chunk, before) === undefined) === (awaited(chunk, now) === undefined) ? 'alike' : 'otherwise';
}

function resultOf(chunk: Chunk, ref: string): Type | undefined {
  const signature = chunk.project.ask.signature(ref);
  return signature && resultBeforeSubstitution(chunk, ref, signature);
}

const isKnown = (type: Type | undefined): type is Type =>
  type !== undefined && !['unknown', 'never', 'external', 'typevar'].includes(type.kind);
