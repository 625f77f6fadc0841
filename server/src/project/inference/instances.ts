import type { Chunk } from '../names/project.ts';
import { membersOf, type Type } from '../types/types.ts';
import { memberOfClassRaw } from './members.ts';
import { publicName } from './public-name.ts';

/** Whether all that a type stands for is of a class, or the class itself, by its public name. */
export function isInstanceOf(chunk: Chunk, type: Type, className: string): boolean {
  const { ask } = chunk.project;
  return membersOf(type).every((item) => {
    if (item.kind !== 'instance' && item.kind !== 'class') return false;
    const cls = publicName(chunk, className);
    return cls?.kind === 'class' && (ask.classInfo(item.ref)?.mro.some(({ ref }) => ref === cls.ref) ?? false);
  });
}

/** The property of that name that a type's class or one of its bases has, as a function. */
export function propertyOf(chunk: Chunk, type: Type, name: string): Type | undefined {
  if (type.kind !== 'instance') return undefined;
  const own = memberOfClassRaw(chunk, type.ref, name);
  const isProperty = own?.kind === 'function' && chunk.project.ask.signature(own.ref)?.descriptor === 'property';
  return isProperty ? own : undefined;
}
