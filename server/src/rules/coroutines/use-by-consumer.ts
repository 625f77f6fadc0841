import type { Argument, Expression } from '../../facts/nodes.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { valueConsumers } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { ALWAYS_TRUE } from './lookalike-use.ts';

export function consumedBy(
  view: ChunkView,
  node: Expression,
  argument: Argument,
  effect: 'raises' | 'shows-coroutine' | 'always-true',
): string | undefined {
  const call = view.parent(argument);
  if (call?.kind !== 'Call') return undefined;
  if (argument.stars > 0) return undefined;
  const consumer = view.lookupCall(call, valueConsumers);
  if (consumer?.effect !== effect || consumer.elements) return undefined;
  if (!argumentsAt(call, consumer.argument).some(({ value }) => value === node)) return undefined;
  const name = calleeText(view, call);
  switch (effect) {
    case 'raises':
      return `\`${name}()\` cannot use it`;
    case 'shows-coroutine':
      return `\`${name}()\` will show \`<coroutine object …>\``;
    case 'always-true':
      return ALWAYS_TRUE;
  }
}
