import type { Expression } from '../../facts/nodes.ts';
import { under } from '../../knowledge/name-table.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** An exception that is no group, and that no group is: `ValueError`, not `Exception`. */
export function isSingle(view: ChunkView, exception: Expression): boolean {
  const type = view.typeOf(exception);
  return (
    type.kind === 'class' &&
    view.isInstanceOf(type, 'builtins.Exception') &&
    !view.isInstanceOf(type, 'builtins.BaseExceptionGroup') &&
    view.lookup(type, ANY_EXCEPTION) === undefined
  );
}

const ANY_EXCEPTION = under('builtins', 'Exception BaseException', true);

/** `Exception` itself, which a cancellation is not. */
export const isOrdinary = (view: ChunkView, exception: Expression): boolean =>
  view.lookup(view.typeOf(exception), { 'builtins.Exception': true }) === true;
