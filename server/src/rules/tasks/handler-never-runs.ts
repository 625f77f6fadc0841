import type { ExceptHandler, Try } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import { insertAt } from '../../fixes/edits.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { exceptionsIn } from '../shared/caught-here.ts';
import { cancelledInTry, cancelledInWith } from './cancelled-task.ts';
import { timeoutInTry, timeoutOfOldPython } from './caught-timeout.ts';
import { isSingle } from './exception-kinds.ts';

export const handlerNeverRuns = defineRule({
  id: 'handler-never-runs',
  category: 'tasks',
  severity: 'warning',
  fix: 'sometimes',
  summary: {
    en: 'An `except` for what cannot come to it: timeouts, errors of task groups and cancellations that go past.',
    'zh-cn': '`except` 永远等不到它要捕获的异常：超时、任务组的错误和取消都从旁边绕过去了。',
  },
  docs: {
    why: {
      en: [
        '`asyncio.wait()` never raises `TimeoutError`: it returns what is done and what is not.',
        '`asyncio.timeout()` cancels what is awaited in its block, and raises `TimeoutError` only where the block ends, outside.',
        'A `TaskGroup` raises an `ExceptionGroup`, also when only one task has failed, which `except ValueError` does not catch and `except*` does.',
        'The `await` of a task that was cancelled raises `CancelledError`, which is no `Exception`.',
        'Before Python 3.11 `asyncio.TimeoutError` was not the built-in `TimeoutError`.',
      ].join(' '),
      'zh-cn': [
        '`asyncio.wait()` 从不抛出 `TimeoutError`：它返回哪些已完成、哪些没有完成。`asyncio.timeout()` 会取消代码块里正在等待的东西，只在代码块结束处、也就是外面，才抛出 `TimeoutError`。',
        '`TaskGroup` 抛出的是 `ExceptionGroup`，即使只有一个任务失败也是如此；`except ValueError` 捕获不到它，`except*` 才可以。',
        '对已被取消的任务使用 `await` 会抛出 `CancelledError`，它不是 `Exception` 的子类。在 Python 3.11 之前，`asyncio.TimeoutError` 并不是内置的 `TimeoutError`。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def load():
              raise ValueError("no data")


          async def main():
              try:
                  async with asyncio.TaskGroup() as group:
                      group.create_task(load())
              except ValueError:
                  print("nothing loaded")


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def load():
              raise ValueError("no data")


          async def main():
              try:
                  async with asyncio.TaskGroup() as group:
                      group.create_task(load())
              except* ValueError:
                  print("nothing loaded")


          asyncio.run(main())
        `,
        claim: { shows: 'ExceptionGroup: unhandled errors in a TaskGroup', python: '3.11' },
      },
      {
        bad: python`
          import asyncio
          import contextlib


          async def main():
              task = asyncio.create_task(asyncio.sleep(60))
              await asyncio.sleep(0)
              task.cancel()
              with contextlib.suppress(Exception):
                  await task
              print("stopped")


          asyncio.run(main())
        `,
        good: python`
          import asyncio
          import contextlib


          async def main():
              task = asyncio.create_task(asyncio.sleep(60))
              await asyncio.sleep(0)
              task.cancel()
              with contextlib.suppress(Exception, asyncio.CancelledError):
                  await task
              print("stopped")


          asyncio.run(main())
        `,
        claim: { shows: 'CancelledError' },
      },
    ],
    limits: {
      en: 'For timeouts, only code counts of which all that is called is known not to raise `TimeoutError` itself: sleeps, locks, events and queues of asyncio. Of task groups, only those that are all that stands in the `try`.',
      'zh-cn':
        '对于超时，只看已知其中调用的一切自身都不会抛出 `TimeoutError` 的代码：asyncio 的休眠、锁、事件和队列。对于任务组，只看 `try` 里除了它什么都没有的情形。',
    },
    peers: [],
  },
  visit: {
    Try(node, view, report) {
      if (!view.coroutineAround(node)) return;
      const found =
        inFrontOfGroup(view, node) ??
        cancelledInTry(view, node) ??
        timeoutInTry(view, node) ??
        timeoutOfOldPython(view, node);
      if (found) report(found);
    },
    With(node, view, report) {
      const found = view.coroutineAround(node) && cancelledInWith(view, node);
      if (found) report(found);
    },
  },
});

/** `try: async with asyncio.TaskGroup() as group: … except ValueError:` */
function inFrontOfGroup(view: ChunkView, { body: [only, ...others], handlers }: Try): Report | undefined {
  const [item, ...more] = only?.kind === 'With' ? only.items : [];
  if (others.length > 0 || more.length > 0 || item?.context.kind !== 'Call') return undefined;
  if (view.lookupCall(item.context, GROUPS) === undefined) return undefined;
  const type = handlers.find((handler) => !handler.isGroup && areSingle(view, handler))?.type;
  return (
    type && {
      at: type,
      message: texts.raisesGroup(view.source(type)),
      fixes: () =>
        handlers.every((handler) => canTakeGroup(view, handler))
          ? [
              {
                title: texts.catchOfGroup,
                safety: 'unsafe',
                edits: () => handlers.map(({ start }) => insertAt(view, start + 'except'.length, '*')),
              },
            ]
          : [],
    }
  );
}

const areSingle = (view: ChunkView, { type }: ExceptHandler): boolean =>
  type !== undefined && exceptionsIn(type).every((each) => isSingle(view, each));

/** Not with `as`, which would name a group, nor where it is left in a way that Python forbids in `except*`. */
const canTakeGroup = (view: ChunkView, handler: ExceptHandler): boolean =>
  areSingle(view, handler) &&
  handler.name === undefined &&
  ![...preorder(view.facts, handler)].some(({ kind }) => kind === 'Return' || kind === 'Break' || kind === 'Continue');

const GROUPS = { 'asyncio.TaskGroup': true } as const;

const texts = {
  raisesGroup: localized({
    en: (exception: string) =>
      `The task group raises an \`ExceptionGroup\`, which \`except ${exception}\` does not catch; write \`except* ${exception}\`.`,
    'zh-cn': (exception) =>
      `任务组抛出的是 \`ExceptionGroup\`，\`except ${exception}\` 捕获不到；请写成 \`except* ${exception}\`。`,
  }),
  catchOfGroup: { en: 'Catch it with `except*`', 'zh-cn': '用 `except*` 捕获' },
};
