import type { Call } from '../../facts/nodes.ts';
import { enclosing } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import { referenceTo } from '../names/definitions.ts';
import { callsByName, chunksCalling } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk } from '../names/project.ts';
import { membersOf } from '../types/types.ts';

/** Whether the class of an object whose method is called, or a base of it, sets the loop of the thread somewhere, as `client.connect()` may. */
export function maySetLoop(chunk: Chunk, { func }: Call): boolean {
  if (func.kind !== 'Attribute') return false;
  const { project } = chunk;
  const setters = chunksCalling(project, 'set_event_loop') ?? [];
  if (setters.length === 0) return false;
  const line = membersOf(typeOf(chunk, func.value)).flatMap((item) =>
    item.kind === 'instance' ? (project.ask.classInfo(item.ref)?.mro ?? []) : [],
  );
  return setters.some(({ uri, chunk: id }) => {
    const home = chunkOf(project, uri, id);
    return (home ? (callsByName(home.facts).get('set_event_loop') ?? []) : []).some((setter) => {
      const cls = enclosing(home!.facts, setter, 'ClassDef');
      return cls !== undefined && line.some(({ ref }) => ref === referenceTo(home!, cls));
    });
  });
}
