import type { Expression } from '../../facts/nodes.ts';
import { cancellationExceptions, exceptionSwallowers } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

export function catchesCancellation(view: ChunkView, type: Expression | undefined): boolean {
  if (!type) return true;
  if (type.kind === 'Collection') return type.elements.some((element) => catchesCancellation(view, element));
  if (type.kind === 'Call') return view.lookupCall(type, cancellationExceptions) !== undefined;
  // An object that has an exception class, declared as `type[BaseException]`, has one of its subclasses.
  if (type.kind === 'Attribute' && view.typeOf(type.value).kind === 'instance') return false;
  return view.lookup(view.typeOf(type), cancellationExceptions) !== undefined;
}

export const swallowsCancellation = (view: ChunkView, context: Expression): boolean =>
  context.kind === 'Call' &&
  view.lookupCall(context, exceptionSwallowers) !== undefined &&
  context.args.some(({ stars, value }) => stars === 0 && catchesCancellation(view, value));
