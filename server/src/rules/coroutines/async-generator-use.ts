import type { Call, Node } from '../../facts/nodes.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { iterating } from '../../knowledge/iterating.ts';
import { valueConsumers } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Localized } from '../../text/localized.ts';
import { useTexts } from './use-texts.ts';

/** Whether a call makes an async generator, of which nothing runs until it is gone through. */
export function makesAsyncGenerator(view: ChunkView, call: Call): boolean {
  return view.evidence.aside(() => isOfAsyncGenerator(view, call)) && isOfAsyncGenerator(view, call);
}

function isOfAsyncGenerator(view: ChunkView, call: Call): boolean {
  const type = view.typeOf(call);
  const signature = view.signature(view.typeOf(call.func));
  return (
    signature?.isAsync === true &&
    signature.isGenerator &&
    type.kind === 'instance' &&
    view.isInstanceOf(type, 'typing.AsyncGenerator')
  );
}

/** What happens where an async generator is used as what it would give; undefined where that is not clear or another rule's matter. */
export function asyncGeneratorUse(view: ChunkView, call: Call): Localized | undefined {
  if (!makesAsyncGenerator(view, call)) return undefined;
  const parent = view.parent(call);
  switch (parent?.kind) {
    case 'Subscript':
      return parent.value === call ? useTexts.notSubscriptable : undefined;
    case 'BinOp':
      return parent.operator === '%' ? undefined : useTexts.unsupported(parent.operator);
    case 'If':
    case 'While':
    case 'Assert':
    case 'IfExp':
      return parent.test === call ? useTexts.alwaysTrue : undefined;
    case 'UnaryOp':
      return parent.operator === 'not' ? useTexts.alwaysTrue : useTexts.unsupported(parent.operator);
    case 'BoolOp':
      return parent.left === call ? useTexts.alwaysTrue : undefined;
    case 'WithItem':
      return useTexts.noAsyncWith;
    case 'JoinedStr':
      return useTexts.inText('async_generator');
    case 'Argument':
      return parent.stars > 0 ? undefined : consumed(view, call, parent);
    default:
      return undefined;
  }
}

function consumed(view: ChunkView, generator: Call, argument: Node): Localized | undefined {
  const call = view.parent(argument);
  const consumer = call?.kind === 'Call' ? view.lookupCall(call, valueConsumers) : undefined;
  if (call?.kind !== 'Call' || !consumer || consumer.within === 'elements' || view.lookupCall(call, iterating))
    return undefined;
  if (!argumentsAt(call, consumer.argument).some(({ value }) => value === generator)) return undefined;
  const name = calleeText(view, call);
  switch (consumer.effect) {
    case 'raises':
      return useTexts.refused(name);
    case 'always-true':
      return useTexts.alwaysTrue;
    case 'shows-coroutine':
      return useTexts.shown(name, 'async_generator');
  }
}
