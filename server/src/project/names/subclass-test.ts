import { membersOf, type Type } from '../types/types.ts';
import type { Project } from './project.ts';

/** Whether a class is, or inherits from, another. Undefined when an unknown base leaves it open. */
export function isSubclass(project: Project, ref: string, base: string): boolean | undefined {
  const info = project.ask.classInfo(ref);
  if (!info) return undefined;
  if (info.mro.some((entry) => entry.ref === base)) return true;
  return info.hasUnknownBase ? undefined : false;
}

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
