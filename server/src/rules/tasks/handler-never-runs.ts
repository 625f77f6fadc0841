import type { Try } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
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
  summary: 'An `except` for what cannot come to it: timeouts, errors of task groups and cancellations that go past.',
  docs: {
    why: [
      '`asyncio.wait()` never raises `TimeoutError`: it returns what is done and what is not.',
      '`asyncio.timeout()` cancels what is awaited in its block, and raises `TimeoutError` only where the block ends, outside.',
      'A `TaskGroup` raises an `ExceptionGroup`, also when only one task has failed, which `except ValueError` does not catch and `except*` does.',
      'The `await` of a task that was cancelled raises `CancelledError`, which is no `Exception`.',
      'Before Python 3.11 `asyncio.TimeoutError` was not the built-in `TimeoutError`.',
    ].join(' '),
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
    limits:
      'For timeouts, only code counts of which all that is called is known not to raise `TimeoutError` itself: sleeps, locks, events and queues of asyncio. Of task groups, only those that are all that stands in the `try`.',
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
  const type = handlers.find(
    (handler) => !handler.isGroup && handler.type && exceptionsIn(handler.type).every((each) => isSingle(view, each)),
  )?.type;
  return (
    type && {
      at: type,
      message: `The task group raises an \`ExceptionGroup\`, which \`except ${view.source(type)}\` does not catch; write \`except* ${view.source(type)}\`.`,
    }
  );
}

const GROUPS = { 'asyncio.TaskGroup': true } as const;
