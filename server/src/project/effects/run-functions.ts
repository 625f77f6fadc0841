import { typeOf } from '../inference/expressions.ts';
import { member } from '../inference/members.ts';
import type { Chunk } from '../names/project.ts';
import type { Type } from '../types/types.ts';
import { isConsumed } from './effect-sites.ts';
import type { EffectSite } from './effect.ts';

/** The functions that run when something of the type is called: a function and its decorators' wrappers, `__call__`, `__init__`. */
export function functionsRun(chunk: Chunk, site: EffectSite, type: Type): readonly string[] {
  switch (type.kind) {
    case 'function':
      return [...chunk.project.ask.wrappersAround(type.ref), ...(isRunNow(chunk, site, type.ref) ? [type.ref] : [])];
    case 'callable':
      return type.of ? functionsRun(chunk, site, type.of) : [];
    case 'instance': {
      const method = site.kind === 'Call' ? member(chunk, type, '__call__') : undefined;
      return method?.kind === 'function' ? [method.ref] : [];
    }
    case 'class':
      return initOf(chunk, type.ref);
    default:
      return [];
  }
}

function initOf({ project }: Chunk, ref: string): readonly string[] {
  const line = project.ask.classInfo(ref)?.mro ?? [];
  const [init] = line.flatMap((entry) => project.ask.ownMember(entry.ref, '__init__') ?? []);
  return init?.kind === 'function' ? [init.ref] : [];
}

/** A generator runs where it is gone through, one that is a context manager where it is entered. */
function isRunNow(chunk: Chunk, site: EffectSite, ref: string): boolean {
  if (chunk.project.ask.signature(ref)?.isGenerator !== true) return true;
  if (site.kind !== 'Call') return true;
  const called = typeOf(chunk, site.func);
  const function_ = called.kind === 'callable' ? called.of : called;
  // `next(rows)`, `list(rows)` go through what was made elsewhere.
  return (
    (function_?.kind === 'function' && function_.ref !== ref) || function_?.kind === 'class' || isConsumed(chunk, site)
  );
}
