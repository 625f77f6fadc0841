import type { Call, Expression } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { apart, chunkText, insertAt, replaceRange } from './edits.ts';
import type { Edit } from './fix.ts';
import { awaitOnce } from './insert-await.ts';
import { parenthesesAround } from './parentheses.ts';

/** `time.sleep(x)` → `asyncio.sleep(x)`: another function, by its public dotted name, gets the same arguments. */
export function replaceCallee(view: ChunkView, call: Call, dotted: string): Edit[] {
  const { name, edits } = reference(view, call, dotted);
  return [...edits, replaceRange(view, calleeRange(view, call.func), name)];
}

/** `time.sleep(x)` → `await asyncio.sleep(x)`. Whether an `await` may stand there is the caller's to know. */
export function replaceByAwaited(view: ChunkView, call: Call, dotted: string): Edit[] {
  const { name, edits } = reference(view, call, dotted);
  const callee = calleeRange(view, call.func);
  const { before, after } = awaitOnce(view, call);
  return [
    ...edits,
    replaceRange(view, callee, before + name),
    ...(after === '' ? [] : [insertAt(view, call.end, after)]),
  ];
}

/** Any expression becomes a public dotted name: `threading.Lock` → `asyncio.Lock`. */
export function replaceByName(view: ChunkView, expression: Expression, dotted: string): Edit[] {
  const { name, edits } = reference(view, expression, dotted);
  return [...edits, replaceRange(view, expression, apart(chunkText(view), expression.start, name))];
}

const calleeRange = (view: ChunkView, func: Expression) => parenthesesAround(view, func).at(-1) ?? func;
