import type { Call, Expression } from '../../facts/nodes.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { removeAwait } from '../../fixes/insert-await.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
import { calleeText, expressionText, isAwaitable } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { describeType } from '../../project/names/describe-type.ts';
import type { Type } from '../../project/types/types.ts';
import { localized, type Localized } from '../../text/localized.ts';
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

function messageFor(view: ChunkView, call: Call, { node, type, isSingle }: Gathered): Localized {
  const taker = calleeText(view, call);
  const text = expressionText(view, node);
  if (!isSingle) return texts.noneOf(taker, text);
  if (isFuture(view, type)) return (isTaskMade(view, call) ? texts.futureForTask : texts.futureToRun)(taker, text);
  if (view.mayIterate(type, true)) return texts.asyncIterable(taker, text);
  if (isAwaitedTooMuch(view, node)) return texts.awaitedTooMuch(taker, text);
  const what = (type.kind === 'union' ? undefined : describeType(type)) ?? texts.plainValue;
  return (node.kind === 'Call' ? texts.gives : texts.is)(taker, text, what);
}

/** `create_task(await job())` */
const isAwaitedTooMuch = (view: ChunkView, node: Expression): boolean =>
  node.kind === 'Await' && isAwaitable(view, view.typeOf(node.value));

const isTaskMade = (view: ChunkView, call: Call): boolean => view.lookupCall(call, taskSpawners)?.returns === 'task';

/** A future is what a task would be; the value of a plain call stands for itself. */
function fixesFor(view: ChunkView, call: Call, node: Expression, type: Type): readonly Fix[] {
  if (node.kind === 'Await')
    return [{ title: texts.leaveOutAwait, safety: 'unsafe', edits: () => removeAwait(view, node) }];
  const isAlone = view.parent(call)?.kind === 'Expr' && node.kind === 'Call' && call.args.length === 1;
  const standsForItself = isFuture(view, type) ? isTaskMade(view, call) : isAlone && !view.mayIterate(type, true);
  if (!standsForItself) return [];
  const title = texts.leaveOut(calleeText(view, call));
  return [{ title, safety: 'unsafe', edits: () => [replaceRange(view, call, view.source(node))] }];
}

const texts = {
  noneOf: localized({
    en: (taker: string, items: string) =>
      `\`${taker}()\` needs coroutines, but those in \`${items}\` are none, so it raises an error.`,
    'zh-cn': (taker, items) => `\`${taker}()\` 需要协程，而 \`${items}\` 中的都不是协程，会抛出异常。`,
  }),
  futureForTask: localized({
    en: (taker: string, future: string) =>
      `\`${taker}()\` takes a coroutine, but \`${future}\` is a future, so it raises an error; a future runs by itself: leave the call out.`,
    'zh-cn': (taker, future) =>
      `\`${taker}()\` 需要协程，而 \`${future}\` 是 Future，会抛出异常；Future 无需启动，请去掉这个调用。`,
  }),
  futureToRun: localized({
    en: (taker: string, future: string) =>
      `\`${taker}()\` takes a coroutine, but \`${future}\` is a future, so it raises an error; await it in an \`async def\`, and run that.`,
    'zh-cn': (taker, future) =>
      `\`${taker}()\` 需要协程，而 \`${future}\` 是 Future，会抛出异常；请在 \`async def\` 中等待它，再运行那个协程。`,
  }),
  asyncIterable: localized({
    en: (taker: string, iterable: string) =>
      `\`${taker}()\` needs a coroutine, but \`${iterable}\` is an async iterable, so it raises an error; iterate over it with \`async for\` in an \`async def\`.`,
    'zh-cn': (taker, iterable) =>
      `\`${taker}()\` 需要协程，而 \`${iterable}\` 是异步可迭代对象，会抛出异常；请在 \`async def\` 中用 \`async for\` 遍历它。`,
  }),
  awaitedTooMuch: localized({
    en: (taker: string, awaited: string) =>
      `\`${taker}()\` needs a coroutine, but is given what \`${awaited}\` results in, so it raises an error; leave out that \`await\`.`,
    'zh-cn': (taker, awaited) =>
      `\`${taker}()\` 需要协程，传入的却是 \`${awaited}\` 的结果，会抛出异常；请去掉那个 \`await\`。`,
  }),
  gives: localized({
    en: (taker: string, call: string, what: string) =>
      `\`${taker}()\` needs a coroutine, but \`${call}\` gives ${what}, so it raises an error; make it an \`async def\`, or only call it.`,
    'zh-cn': (taker, call, what) =>
      `\`${taker}()\` 需要协程，而 \`${call}\` 返回${what}，会抛出异常；请把它改为 \`async def\`，或只调用它。`,
  }),
  is: localized({
    en: (taker: string, value: string, what: string) =>
      `\`${taker}()\` needs a coroutine, but \`${value}\` is ${what}, so it raises an error; hand over a coroutine.`,
    'zh-cn': (taker, value, what) => `\`${taker}()\` 需要协程，而 \`${value}\` 是${what}，会抛出异常；请传入协程。`,
  }),
  plainValue: { en: 'a plain value', 'zh-cn': '普通值' },
  leaveOutAwait: { en: 'Leave out the `await`', 'zh-cn': '去掉 `await`' },
  leaveOut: localized({
    en: (callee: string) => `Leave out \`${callee}()\``,
    'zh-cn': (callee) => `去掉 \`${callee}()\``,
  }),
};
