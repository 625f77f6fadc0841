import type { Call, Expression, Node, Try } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { isStandard } from '../../project/types/standard-names.ts';

/**
 * `item = anext(items)` or `items.__anext__()` in a `try` without any `await` that looks out for `StopAsyncIteration`: whoever
 * expects the end there takes the awaitable for the next item. https://docs.python.org/3/reference/datamodel.html#object.__anext__
 */
export function isStepTakenForItem(view: ChunkView, call: Call): boolean {
  const statement = view.parent(call);
  if (!isStep(view, call) || statement?.kind !== 'Assign' || !view.coroutineAround(call)) return false;
  const around = view.parent(statement);
  return (
    around?.kind === 'Try' && around.body.includes(statement) && expectsEnd(around) && !awaitsAnything(view, around)
  );
}

function isStep(view: ChunkView, { func, args }: Call): boolean {
  if (func.kind === 'Attribute') return func.attribute === '__anext__' && args.length === 0;
  const callee = func.kind === 'Name' && func.name === 'anext' ? view.typeOf(func) : undefined;
  return callee !== undefined && isStandard(callee, 'builtins.anext');
}

const expectsEnd = ({ handlers }: Try): boolean =>
  handlers.some(({ type }) => type !== undefined && named(type).includes('StopAsyncIteration'));

const named = (type: Expression): readonly string[] =>
  type.kind === 'Collection' ? type.elements.flatMap(named) : type.kind === 'Name' ? [type.name] : [];

const awaitsAnything = (view: ChunkView, { body }: Try): boolean =>
  body.some((statement) => [...preorder(view.facts, statement)].some(isAwait));

const isAwait = (node: Node): boolean =>
  node.kind === 'Await' ||
  ((node.kind === 'For' || node.kind === 'With' || node.kind === 'ComprehensionFor') && node.isAsync);
