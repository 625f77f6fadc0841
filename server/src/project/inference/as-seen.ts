import type { Chunk } from '../names/project.ts';
import { isSubclass } from '../names/subclass-test.ts';
import { certaintyOf, following, membersOf, proven, type Type } from '../types/types.ts';
import { awaited } from './protocols.ts';

/** What is declared of a value, proven by what was seen of it: as certain as that where the two agree. */
export function asSeen(chunk: Chunk, declared: Type, seen: Type | undefined): Type {
  if (!seen || certaintyOf(declared) === 'proven' || !agree(chunk, declared, seen)) return declared;
  return following(seen, proven(declared));
}

/**
 * What calling a function gives that is declared to return something: what its `return` statements were seen to give, where
 * they contradict the declaration.
 */
export function resultAsSeen(chunk: Chunk, declared: Type, seen: Type): Type {
  if (!isKnown(seen)) return declared;
  return contradict(chunk, declared, seen) ? seen : asSeen(chunk, declared, seen);
}

const isKnown = (type: Type): boolean => type.kind !== 'unknown' && type.kind !== 'never';

/** Whether all that was seen is of what is declared. None may stand for what comes later. */
function agree(chunk: Chunk, declared: Type, seen: Type): boolean {
  const items = membersOf(seen).filter(({ kind }) => kind !== 'none' && kind !== 'never');
  if (!isKnown(seen) || !isKnown(declared)) return false;
  const allowed = membersOf(proven(declared));
  if (items.length === 0) return allowed.every(({ kind }) => kind === 'none');
  return items.every((item) => allowed.some((one) => isOf(chunk, proven(item), one)));
}

function isOf(chunk: Chunk, item: Type, declared: Type): boolean {
  if (item === declared) return true;
  if (item.kind === 'coroutine') return canBeAwaited(chunk, declared);
  if (item.kind !== 'instance' || declared.kind !== 'instance') return false;
  return item.ref === declared.ref || isSubclass(chunk.project, item.ref, declared.ref) === true;
}

/** `-> Awaitable` for what returns a coroutine function, `-> Coroutine` for what returns a task. */
function contradict(chunk: Chunk, declared: Type, seen: Type): boolean {
  const [said, given] = [membersOf(declared), membersOf(seen)];
  if (!said.every((item) => canBeAwaited(chunk, item))) return false;
  if (said.every(({ kind }) => kind === 'coroutine') && given.some(({ kind }) => kind === 'instance')) return true;
  return given.every((item) => item.kind !== 'none' && awaited(chunk, item) === undefined);
}

const canBeAwaited = (chunk: Chunk, type: Type): boolean =>
  type.kind === 'coroutine' || (type.kind === 'instance' && awaited(chunk, type) !== undefined);
