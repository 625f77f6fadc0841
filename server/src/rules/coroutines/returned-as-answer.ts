import type { Call, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { decorators } from '../../knowledge/decorators.ts';
import { answers } from '../../knowledge/loop.ts';
import { bindingsOf, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import type { Use } from './value-use.ts';

/**
 * A coroutine that a view returns, as it is, through a variable or in a dict or list: what calls the view makes an answer of what it
 * returns, and awaits nothing in it.
 */
export function returnedAsAnswer(view: ChunkView, call: Call): Use | undefined {
  const owner = view.functionAround(call);
  if (owner?.kind !== 'FunctionDef' || owner.decorators.length === 0 || !isView(view, owner)) return undefined;
  const [binding, ...others] = bindingsOf(view, call);
  const uses: readonly Expression[] = binding ? usesOf(view, binding) : [call];
  const [place] = uses;
  if (others.length > 0 || uses.length !== 1 || !place || !isReturned(view, place)) return undefined;
  return { view, place, how: returnsIt(owner.name) };
}

/** Whether a web framework calls it; the decorators below leave the function what it is. */
function isView(view: ChunkView, owner: FunctionDef): boolean {
  for (const { expression } of owner.decorators.toReversed()) {
    const type = view.typeOf(expression.kind === 'Call' ? expression.func : expression);
    if (view.lookup(type, answers) === true) return true;
    if (view.lookup(type, decorators) !== 'transparent') return false;
  }
  return false;
}

function isReturned(view: ChunkView, place: Expression): boolean {
  let inner: Node = place;
  for (let outer = view.parent(place); outer; inner = outer, outer = view.parent(outer)) {
    if (outer.kind === 'Return') return true;
    const isPart =
      outer.kind === 'Dict' ||
      (outer.kind === 'Collection' && outer.type !== 'set') ||
      (outer.kind === 'IfExp' && outer.test !== inner) ||
      (outer.kind === 'Comprehension' && outer.element === inner && outer.type !== 'generator');
    if (!isPart) return false;
  }
  return false;
}

const returnsIt = localized({
  en: (owner: string) => `\`${owner}()\` returns it, and no answer to a client can be made of it`,
  'zh-cn': (owner) => `\`${owner}()\` 把它原样返回，无法作为响应发给客户端`,
});
