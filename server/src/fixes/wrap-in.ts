import type { Argument, Expression } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { apart, chunkText, insertAt, removeRange, replaceRange } from './edits.ts';
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

/** `[f(), g()]` → `asyncio.gather(f(), g())`, `xs` → `asyncio.gather(*xs)`: hands over the items of the expression. */
export function unpackInto(view: ChunkView, expression: Expression, dotted: string): Edit[] {
  const { name, edits } = reference(view, expression, dotted);
  const range = parenthesesAround(view, expression).at(-1) ?? expression;
  const { start, end } = range;
  const before = apart(chunkText(view), start, name);
  if (range === expression && isDisplay(view, expression)) {
    return [
      ...edits,
      replaceRange(view, { start, end: start + 1 }, `${before}(`),
      replaceRange(view, { start: end - 1, end }, ')'),
    ];
  }
  return [...edits, insertAt(view, start, `${before}(*`), insertAt(view, end, ')')];
}

/** Whether it cannot stand alone between a call's parentheses. */
function needsBrackets(view: ChunkView, expression: Expression): boolean {
  if (expression.kind === 'Yield' || expression.kind === 'YieldFrom') return true;
  return expression.kind === 'Collection' && !/^[([{]/.test(view.source(expression));
}

/** `f` → `f()`: calls what is only named, with these arguments. */
export function callIt(view: ChunkView, expression: Expression, given: readonly string[] = []): Edit[] {
  const call = `(${given.join(', ')})`;
  if (isPrimary(expression)) return [insertAt(view, expression.end, call)];
  const pair = parenthesesAround(view, expression)[0];
  if (pair) return [insertAt(view, pair.end, call)];
  return [insertAt(view, expression.start, '('), insertAt(view, expression.end, `)${call}`)];
}

/** `gather([a, b])` → `gather(a, b)`, `gather(xs)` → `gather(*xs)`. */
export function unpack(view: ChunkView, argument: Argument): Edit[] {
  const { value } = argument;
  const call = view.parent(argument);
  const isBare = call?.kind === 'Call' && value.kind === 'Comprehension' && value.start === call.openParen;
  if (isBare) return [insertAt(view, value.start + 1, '*('), insertAt(view, value.end, ')')];
  if (value.kind === 'NamedExpr' && parenthesesAround(view, value).length === 0)
    return [insertAt(view, value.start, '*('), insertAt(view, value.end, ')')];
  const isOpen = isDisplay(view, value) && !/,\s*(?:#[^\n]*\s*)*[\])]$/.test(view.source(value));
  if (!isOpen || parenthesesAround(view, value).length > 0) {
    const start = parenthesesAround(view, value).at(-1)?.start ?? value.start;
    return [insertAt(view, start, '*')];
  }
  return [
    removeRange(view, { start: value.start, end: value.start + 1 }),
    removeRange(view, { start: value.end - 1, end: value.end }),
  ];
}

/** A list or tuple with brackets and items. */
const isDisplay = (view: ChunkView, expression: Expression): boolean =>
  expression.kind === 'Collection' &&
  expression.elements.length > 0 &&
  (expression.type === 'list' || (expression.type === 'tuple' && view.source(expression).startsWith('(')));
