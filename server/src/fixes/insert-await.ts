import type { Await, Call, Expression, Node } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { apart, chunkText, insertAt, removeRange } from './edits.ts';
import type { Edit } from './fix.ts';
import { parenthesesAround } from './parentheses.ts';

/** Text to put before and behind a part of the chunk. */
export interface Wrapping {
  readonly start: number;
  readonly before: string;
  readonly end: number;
  readonly after: string;
}

/**
 * `f()` → `await f()`, in parentheses where precedence wants them: `(await f()).x`.
 * Whether an `await` may stand there is the caller's to know: see `ChunkView.coroutineAround`.
 */
export function insertAwait(view: ChunkView, expression: Expression): Edit[] {
  const { start, before, end, after } = awaitAround(view, expression, isPrimary(expression));
  return [insertAt(view, start, before), ...(after === '' ? [] : [insertAt(view, end, after)])];
}

/** What makes an `await` of the expression, which other text may be put into; `isOperand`: whether `await` can stand right before it. */
export function awaitAround(view: ChunkView, expression: Expression, isOperand: boolean): Wrapping {
  const text = chunkText(view);
  const pairs = parenthesesAround(view, expression);
  const isTight = bindsTighterThanAwait(view.parent(expression), expression);
  const pair = pairs[0];
  if (!isOperand && pair) {
    const [open, close] = isTight && pairs.length === 1 ? ['(', ')'] : ['', ''];
    return { start: pair.start, before: apart(text, pair.start, `${open}await `), end: pair.end, after: close };
  }
  const [open, close] = isTight && !pair ? ['(', ')'] : ['', ''];
  const { start, end } = expression;
  if (isOperand) return { start, before: apart(text, start, `${open}await `), end, after: close };
  return { start, before: apart(text, start, `${open}await (`), end, after: `)${close}` };
}

/** What makes an `await` of what a call is turned into. An `await` that the call has already, in vain so far, will do. */
export function awaitOnce(view: ChunkView, call: Call): Wrapping {
  const isInVain = view.parent(call)?.kind === 'Await' && !view.mayAwait(view.typeOf(call));
  return isInVain ? { start: call.start, before: '', end: call.end, after: '' } : awaitAround(view, call, true);
}

/** `await f()` → `f()`, without the parentheses that only the `await` needed. */
export function removeAwait(view: ChunkView, node: Await): Edit[] {
  const text = chunkText(view);
  const behind = node.start + 'await'.length;
  const blanks = /^(?:[ \t]|\\\r?\n)*/.exec(text.slice(behind))?.[0].length ?? 0;
  const keyword = { start: node.start, end: behind + blanks };
  const pair = parenthesesAround(view, node)[0];
  const isRedundant =
    pair !== undefined &&
    bindsTighterThanAwait(view.parent(node), node) &&
    pair.start + 1 === node.start &&
    pair.end - 1 === node.end &&
    isPrimary(node.value) &&
    !text.slice(keyword.end, node.end).includes('\n') &&
    !/\w/.test(text[pair.start - 1] ?? '');
  if (!isRedundant) return [removeRange(view, keyword)];
  return [
    removeRange(view, { start: pair.start, end: keyword.end }),
    removeRange(view, { start: node.end, end: pair.end }),
  ];
}

/** Whether `await` can stand before it without parentheses of its own. */
export function isPrimary(expression: Expression): boolean {
  switch (expression.kind) {
    case 'Name':
    case 'Attribute':
    case 'Call':
    case 'Subscript':
    case 'Constant':
    case 'JoinedStr':
    case 'Comprehension':
    case 'Dict':
      return true;
    case 'Collection':
      return expression.type !== 'tuple';
    default:
      return false;
  }
}

function bindsTighterThanAwait(parent: Node | undefined, child: Expression): boolean {
  switch (parent?.kind) {
    case 'Attribute':
    case 'Subscript':
    case 'Await':
      return parent.value === child;
    case 'Call':
      return parent.func === child;
    default:
      return false;
  }
}
