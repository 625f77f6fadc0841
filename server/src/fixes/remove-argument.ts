import type { Argument, Call } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { removeRange } from './edits.ts';
import type { MakeEdits } from './fix.ts';
import { parenthesesAround } from './parentheses.ts';

/** `f(a, loop=loop)` → `f(a)`. Undefined where a comment would be lost. */
export function removeArgument(view: ChunkView, call: Call, argument: Argument): MakeEdits | undefined {
  const index = call.args.indexOf(argument);
  const before = call.args[index - 1];
  const next = call.args[index + 1];
  const end = endOf(view, argument);
  const range = before
    ? { start: endOf(view, before), end }
    : { start: argument.start, end: next ? next.start : call.end - 1 };
  return view.source(range).includes('#') ? undefined : () => [removeRange(view, range)];
}

/** Behind parentheses of its own: `f(a=(b))`. */
const endOf = (view: ChunkView, { value, end }: Argument): number =>
  Math.max(end, parenthesesAround(view, value).at(-1)?.end ?? end);
