import type { Node } from '../../facts/nodes.ts';
import { awaitableKind, isAbstractAwaitable } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf } from '../../project/types/types.ts';
import type { Localized } from '../../text/localized.ts';
import type { Occurrence } from './awaitable-occurrence.ts';
import { failure } from './failing-use.ts';
import { lookalike, isClassAsked, isNone, isTested } from './lookalike-use.ts';

/**
 * What happens where an awaitable is used as a plain value; undefined where the awaitable itself may be meant. Who is known to have a
 * coroutine in mind may show it, and test it: then only what fails tells.
 */
export function usedAsValue(view: ChunkView, occurrence: Occurrence, isKnown = false): Localized | undefined {
  const kind = awaitableKind(view, occurrence.type);
  if (!kind) return undefined;
  const failed = failure(view, occurrence, kind);
  if (failed !== undefined || isKnown || !(kind === 'coroutine' || isTakenForResult(view, occurrence))) return failed;
  return lookalike(view, occurrence);
}

/**
 * Where what is only known to be awaitable is tested the moment it is made, compared with a constant, or asked for what
 * only its result can be, that is meant.
 */
function isTakenForResult(view: ChunkView, { node, type }: Occurrence): boolean {
  if (!isAbstractAwaitable(type)) return false;
  const parent = view.parent(node);
  if (parent?.kind === 'Argument' && isClassAsked(view, parent)) return true;
  if (parent?.kind === 'Compare' && isNone(parent.comparators[0]) && parent.left === node)
    return membersOf(view.awaited(type) ?? type).some(({ kind }) => kind === 'none');
  return parent?.kind === 'Compare'
    ? [parent.left, ...parent.comparators].some((other) => other.kind === 'Constant' && other.type !== 'None')
    : node.kind === 'Call' && (isTested(view, node) || isMadeBool(view, parent));
}

/** `bool(check())` */
function isMadeBool(view: ChunkView, parent: Node | undefined): boolean {
  const call = parent?.kind === 'Argument' ? view.parent(parent) : undefined;
  return call?.kind === 'Call' && call.func.kind === 'Name' && call.func.name === 'bool';
}
