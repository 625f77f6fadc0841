import type { Call, Expression } from '../../facts/nodes.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { removeAwait } from '../../fixes/insert-await.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
import { calleeText, expressionText, isAwaitable } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { describeType } from '../../project/names/describe-type.ts';
import type { Type } from '../../project/types/types.ts';
import type { Report } from '../rule.ts';
import { awaitsOf } from '../shared/awaits.ts';
import { isByAnnotation } from '../shared/by-annotation.ts';
import type { Gathered } from '../shared/gathered.ts';
import { isFuture, notRunnable } from '../shared/not-runnable.ts';

/** Reports on what `asyncio.run()`, `gather()`, `create_task()` and the like are given and cannot run. */
export const handedOverInVain = (view: ChunkView, call: Call): readonly Report[] =>
  notRunnable(view, call).flatMap((item) => {
    const { node, type } = item;
    if (isByAnnotation(view, node) || view.isSortAsked(node) || isAsyncByMistake(view, node)) return [];
    return [{ at: node, message: messageFor(view, call, item), fixes: () => fixesFor(view, call, node, type) }];
  });

/** `def main(): await work()`: what is wrong is the `def`. */
function isAsyncByMistake(view: ChunkView, node: Expression): boolean {
  const made = node.kind === 'Call' ? view.definition(view.typeOf(node.func)) : undefined;
  return made !== undefined && awaitsOf(made.view, made.node).length > 0;
}

function messageFor(view: ChunkView, call: Call, { node, type, isSingle }: Gathered): string {
  const taker = `\`${calleeText(view, call)}()\``;
  const text = expressionText(view, node);
  if (!isSingle) return `${taker} needs coroutines, but those in \`${text}\` are none, so it raises an error.`;
  if (isFuture(view, type))
    return `${taker} takes a coroutine, but \`${text}\` is a future, so it raises an error; ${isTaskMade(view, call) ? 'a future runs by itself: leave the call out' : 'await it in an `async def`, and run that'}.`;
  if (view.mayIterate(type, true))
    return `${taker} needs a coroutine, but \`${text}\` is an async iterable, so it raises an error; iterate over it with \`async for\` in an \`async def\`.`;
  if (isAwaitedTooMuch(view, node))
    return `${taker} needs a coroutine, but is given what \`${text}\` results in, so it raises an error; leave out that \`await\`.`;
  const what = type.kind === 'union' ? undefined : describeType(type);
  const advice = node.kind === 'Call' ? 'make it an `async def`, or only call it' : 'hand over a coroutine';
  return `${taker} needs a coroutine, but \`${text}\` ${node.kind === 'Call' ? 'gives' : 'is'} ${what ?? 'a plain value'}, so it raises an error; ${advice}.`;
}

/** `create_task(await job())` */
const isAwaitedTooMuch = (view: ChunkView, node: Expression): boolean =>
  node.kind === 'Await' && isAwaitable(view, view.typeOf(node.value));

const isTaskMade = (view: ChunkView, call: Call): boolean => view.lookupCall(call, taskSpawners)?.returns === 'task';

/** A future is what a task would be; the value of a plain call stands for itself. */
function fixesFor(view: ChunkView, call: Call, node: Expression, type: Type): readonly Fix[] {
  if (node.kind === 'Await')
    return [{ title: 'Leave out the `await`', safety: 'unsafe', edits: () => removeAwait(view, node) }];
  const isAlone = view.parent(call)?.kind === 'Expr' && node.kind === 'Call' && call.args.length === 1;
  const standsForItself = isFuture(view, type) ? isTaskMade(view, call) : isAlone && !view.mayIterate(type, true);
  if (!standsForItself) return [];
  const title = `Leave out \`${calleeText(view, call)}()\``;
  return [{ title, safety: 'unsafe', edits: () => [replaceRange(view, call, view.source(node))] }];
}
