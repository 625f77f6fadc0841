import type { Argument, Expression } from '../facts/nodes.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { reference } from './add-import.ts';
import { apart, chunkText, insertAt, removeRange } from './edits.ts';
import type { Edit } from './fix.ts';
import { isPrimary } from './insert-await.ts';
import { parenthesesAround } from './parentheses.ts';

/** `f()` → `asyncio.run(f())`: hands the expression to the function of this public dotted name. */
export function wrapIn(view: ChunkView, expression: Expression, dotted: string): Edit[] {
  const { name, edits } = reference(view, expression, dotted);
  const range = isPrimary(expression) ? expression : (parenthesesAround(view, expression)[0] ?? expression);
  const isBracketed = range !== expression || !needsBrackets(view, expression);
  const [open, close] = isBracketed ? ['(', ')'] : ['((', '))'];
  const before = apart(chunkText(view), range.start, name) + (range === expression ? open : '');
  return [
    ...edits,
    insertAt(view, range.start, before),
    ...(range === expression ? [insertAt(view, range.end, close)] : []),
  ];
}

/** Whether it cannot stand alone between a call's parentheses. */
function needsBrackets(view: ChunkView, expression: Expression): boolean {
  if (expression.kind === 'Yield' || expression.kind === 'YieldFrom') return true;
  return expression.kind === 'Collection' && !/^[([{]/.test(view.source(expression));
}

/** `f` → `f()`: calls what is only named. */
export function callIt(view: ChunkView, expression: Expression): Edit[] {
  if (isPrimary(expression)) return [insertAt(view, expression.end, '()')];
  const pair = parenthesesAround(view, expression)[0];
  if (pair) return [insertAt(view, pair.end, '()')];
  return [insertAt(view, expression.start, '('), insertAt(view, expression.end, ')()')];
}

/** `gather([a, b])` → `gather(a, b)`, `gather(xs)` → `gather(*xs)`. */
export function unpack(view: ChunkView, argument: Argument): Edit[] {
  const { value } = argument;
  const call = view.parent(argument);
  const isBare = call?.kind === 'Call' && value.kind === 'Comprehension' && value.start === call.openParen;
  if (isBare) return [insertAt(view, value.start + 1, '*('), insertAt(view, value.end, ')')];
  const isDisplay = value.kind === 'Collection' && value.elements.length > 0 && /^[[(]/.test(view.source(value));
  const isOpen = isDisplay && !/,\s*(?:#[^\n]*\s*)*[\])]$/.test(view.source(value));
  if (!isOpen || parenthesesAround(view, value).length > 0) {
    const start = parenthesesAround(view, value).at(-1)?.start ?? value.start;
    return [insertAt(view, start, '*')];
  }
  return [
    removeRange(view, { start: value.start, end: value.start + 1 }),
    removeRange(view, { start: value.end - 1, end: value.end }),
  ];
}
