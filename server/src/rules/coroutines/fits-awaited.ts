import type { Argument, Call, Expression, Node } from '../../facts/nodes.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { iterating } from '../../knowledge/iterating.ts';
import { isAwaitable } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';
import { ATTRIBUTES_OF_FUTURES } from './failing-use.ts';

/**
 * Whether an `await` is what a use of a coroutine lacks, as far as is known. Not where the result fails there as well, where a
 * task was meant (`job().cancel()`), or where the coroutine is to be among others (`jobs += job()`).
 */
export function fitsAwaited(view: ChunkView, place: Node, type: Type): boolean {
  const result = view.awaited(type);
  const parent = view.parent(place);
  switch (parent?.kind) {
    case 'Attribute':
      return !isOfTask(parent.attribute) && (!result || hasMember(view, result, parent.attribute));
    case 'Subscript':
      return (
        parent.value !== place ||
        !result ||
        hasMember(view, result, parent.context === 'load' ? '__getitem__' : '__setitem__')
      );
    case 'Call':
      return !result || hasMember(view, result, '__call__');
    case 'For':
    case 'ComprehensionFor':
      return parent.iter !== place || !result || isIterable(view, result);
    case 'Starred':
      return !result || isIterable(view, result);
    case 'AugAssign':
      return (
        !holdsAwaitables(view, parent.target) && (!isList(view, parent.target) || !result || isIterable(view, result))
      );
    case 'Argument': {
      const call = view.parent(parent);
      if (call?.kind !== 'Call') return true;
      if (result && isGoneThrough(view, call, parent) && !isIterable(view, result)) return false;
      return call.func.kind !== 'Attribute' || !holdsAwaitables(view, call.func.value);
    }
    default:
      return true;
  }
}

/** `names.extend(load(1))`, where the result is one name and no list of them. */
function isGoneThrough(view: ChunkView, call: Call, argument: Argument): boolean {
  const known = view.lookupCall(call, iterating);
  const isAlone = !known?.onlyAlone || call.args.length === 1;
  return known !== undefined && isAlone && argumentsAt(call, known.iterable).includes(argument);
}

/** Coroutines have a `send()` and a `close()` that nobody calls. */
const isOfTask = (name: string): boolean => name !== 'send' && name !== 'close' && ATTRIBUTES_OF_FUTURES.has(name);

const hasMember = (view: ChunkView, type: Type, name: string): boolean =>
  type.kind !== 'none' && view.member(type, name) !== undefined;

const isIterable = (view: ChunkView, type: Type): boolean => view.element(type, false) !== undefined;

export const isList = (view: ChunkView, container: Expression): boolean =>
  view.isInstanceOf(view.typeOf(container), 'builtins.list');

/** `jobs` of `jobs = [job(1)]` */
function holdsAwaitables(view: ChunkView, container: Expression): boolean {
  const element = view.element(view.typeOf(container), false);
  return element !== undefined && element.kind !== 'unknown' && isAwaitable(view, element);
}
