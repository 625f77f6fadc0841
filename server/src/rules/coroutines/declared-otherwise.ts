import type { Expression, Node } from '../../facts/nodes.ts';
import { calleeText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { Expected } from '../../project/inference/expected-types.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { describeType } from '../../project/names/describe-type.ts';
import { membersOf, type Type } from '../../project/types/types.ts';

/** How an awaitable contradicts what is declared of the place that it goes to; undefined where it does not, for certain. */
export function contradiction(view: ChunkView, node: Expression, type: Type): string | undefined {
  const expected = view.expectedAt(node);
  // A method may give its callers a future to wait for, where the one that it overrides gives nothing.
  if (expected?.isInherited && !isCoroutine(view, type)) return undefined;
  return expected && view.rulesOut(expected.type, type) ? declaration(view, node, expected) : undefined;
}

function declaration(view: ChunkView, node: Expression, { by, name, type, isPart }: Expected): string {
  if (isPart)
    return `\`${by === 'return' || by === 'yield' ? `${name}()` : name}\` is declared to have ${describe(type)} here`;
  switch (by) {
    case 'return':
      return `\`${name}()\` is declared to return ${describe(type)}`;
    case 'yield':
      return `\`${name}()\` is declared to yield ${describe(type)}`;
    case 'parameter':
      return `\`${name}\` of \`${calleeAround(view, node)}()\` is declared as ${describe(type)}`;
    case 'variable':
    case 'attribute':
      return `\`${name}\` is declared as ${describe(type)}`;
    case 'cast':
      return `\`cast()\` says that it is ${describe(type)}`;
    case 'item':
      return `what it is stored in is declared to hold ${describe(type)}`;
  }
}

function calleeAround(view: ChunkView, node: Expression): string {
  for (let parent: Node | undefined = view.parent(node); parent; parent = view.parent(parent))
    if (parent.kind === 'Call') return calleeText(view, parent);
  return '';
}

function describe(type: Type): string {
  const names = membersOf(type).map(describeType);
  return names.length <= 3 && names.every((name) => name !== undefined) ? names.join(' or ') : 'something else';
}
