import type { Argument, Call } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { apart, chunkText, replaceRange } from './edits.ts';
import type { MakeEdits } from './fix.ts';
import { awaitAround, isPrimary } from './insert-await.ts';
import { parenthesesAround } from './parentheses.ts';

/**
 * `asyncio.run(f())` → `await f()`: the argument takes the place of the call. Undefined where a comment would be lost.
 * Whether an `await` may stand there is the caller's to know.
 */
export function awaitArgument(view: ChunkView, call: Call, argument: Argument): MakeEdits | undefined {
  const { value } = argument;
  const range = parenthesesAround(view, value).at(-1) ?? value;
  const before = { start: call.start, end: range.start };
  const after = { start: range.end, end: call.end };
  if (view.source(before).includes('#') || view.source(after).includes('#')) return undefined;
  return () => {
    const around = awaitAround(view, call, true);
    const [open, close] = range !== value || isPrimary(value) ? ['', ''] : ['(', ')'];
    return [
      replaceRange(view, before, apart(chunkText(view), call.start, around.before + open)),
      replaceRange(view, after, close + around.after),
    ];
  };
}

/** `anyio.run(f, a)` → `await f(a)`: the function among the arguments is called with those behind it. */
export function awaitCallOf(view: ChunkView, call: Call, argument: Argument): MakeEdits | undefined {
  const { value } = argument;
  const next = call.args[call.args.indexOf(argument) + 1];
  const before = { start: call.start, end: value.start };
  const between = { start: value.end, end: next?.start ?? call.end };
  if (!isPrimary(value) || parenthesesAround(view, value).length > 0) return undefined;
  if (view.source(before).includes('#') || view.source(between).includes('#')) return undefined;
  return () => {
    const around = awaitAround(view, call, true);
    const opening = replaceRange(view, before, apart(chunkText(view), call.start, around.before));
    if (!next) return [opening, replaceRange(view, between, `()${around.after}`)];
    const closing = around.after === '' ? [] : [replaceRange(view, { start: call.end, end: call.end }, around.after)];
    return [opening, replaceRange(view, between, '('), ...closing];
  };
}
