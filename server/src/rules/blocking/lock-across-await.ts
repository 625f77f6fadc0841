import type { Call, Expression, Node } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import { replaceHeldLock } from '../../fixes/replace-held-lock.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { awaitsIn, suspends } from '../shared/awaits.ts';
import { isThreadLock, counterpartOfLock } from '../shared/held-locks.ts';
import { firstWhileHeld } from '../shared/while-held.ts';

export const lockAcrossAwait = defineRule({
  id: 'lock-across-await',
  category: 'blocking',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'A lock for threads that is held across an `await`: the next task that wants it stops the event loop forever.',
    'zh-cn': '线程用的锁跨越 `await` 一直持有：下一个要获取它的任务会让事件循环永远停住。',
  },
  docs: {
    why: {
      en: [
        'While a coroutine waits at an `await`, other tasks run in the same thread. If it holds a `threading.Lock` then, the next task that wants the lock stops the thread, and the holder, which needs that thread to go on, can never release it.',
        'Use `asyncio.Lock` with `async with`, or release the lock before awaiting.',
      ].join(' '),
      'zh-cn': [
        '协程在 `await` 处等待时，其他任务在同一个线程里运行。如果这时它持有 `threading.Lock`，下一个要获取锁的任务就会让这个线程停住；而持有者需要这个线程才能继续，于是永远无法释放锁。',
        '请用 `async with` 配合 `asyncio.Lock`，或者在等待之前释放锁。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import threading

          lock = threading.Lock()


          async def save(text):
              with lock:
                  await asyncio.sleep(0.1)
                  print("saved", text)


          async def main():
              await asyncio.gather(*(save(text) for text in ["draft", "letter"]))


          asyncio.run(main())
        `,
        good: python`
          import asyncio

          lock = asyncio.Lock()


          async def save(text):
              async with lock:
                  await asyncio.sleep(0.1)
                  print("saved", text)


          async def main():
              await asyncio.gather(*(save(text) for text in ["draft", "letter"]))


          asyncio.run(main())
        `,
        claim: { hangs: true },
      },
    ],
    limits: {
      en: 'Sees `with lock:` and `lock.acquire()` in the function that awaits, where the class of the lock is known. An `RLock` is a warning: tasks of one thread do not wait for each other at it.',
      'zh-cn':
        '只看等待所在函数里的 `with lock:` 和 `lock.acquire()`，并且必须知道锁的类。`RLock` 只是警告：同一个线程里的任务不会因它而互相等待。',
    },
    peers: [],
  },
  visit: {
    With(node, view, report) {
      if (node.isAsync || !view.coroutineAround(node)) return;
      const [first] = node.body.flatMap((statement) => awaitsIn(view, statement));
      if (!first) return;
      for (const { context } of node.items)
        if (isThreadLock(view, view.typeOf(context))) tell(view, context, context, first, report);
    },
    Call(call, view, report) {
      const lock = lockAcquired(view, call);
      const first = lock && firstAwaitWhileHeld(view, call, lock);
      if (first) tell(view, call, lock, first, report);
    },
  },
});

function tell(view: ChunkView, at: Node, lock: Expression, await_: Node, report: (report: Report) => void): void {
  const name = view.source(lock);
  const isReentrant = counterpartOfLock(view, view.typeOf(lock))?.reentrant === true;
  report({
    at,
    ...(isReentrant ? { severity: 'warning' } : {}),
    message: (isReentrant ? texts.reentrant : texts.deadlock)(name, view.library),
    related: [{ at: view.at(await_), message: texts.othersRun(name) }],
    fixes: () => asyncLock(view, lock),
  });
}

function asyncLock(view: ChunkView, lock: Expression): readonly Fix[] {
  const edits = replaceHeldLock(view, lock);
  const counterpart = counterpartOfLock(view, view.typeOf(lock));
  if (!edits || !counterpart) return [];
  const instead = counterpart[view.library] ?? counterpart.asyncio;
  return [{ title: texts.makeAsync(view.source(lock), instead), safety: 'unsafe', edits }];
}

/** `lock` of the statement `lock.acquire()`. */
function lockAcquired(view: ChunkView, call: Call): Expression | undefined {
  if (call.func.kind !== 'Attribute' || call.func.attribute !== 'acquire' || call.args.length > 0) return undefined;
  if (view.parent(call)?.kind !== 'Expr' || !view.coroutineAround(call)) return undefined;
  return isThreadLock(view, view.typeOf(call.func.value)) ? call.func.value : undefined;
}

function firstAwaitWhileHeld(view: ChunkView, call: Call, lock: Expression): Node | undefined {
  const name = view.source(lock);
  return firstWhileHeld(
    view,
    call,
    (node) => node.kind === 'Attribute' && node.attribute === 'release' && view.source(node.value) === name,
    suspends,
  );
}

const texts = {
  reentrant: localized({
    en: (lock: string, library: string) =>
      `\`${lock}\` is held across an \`await\`: it lets every other task of this thread in meanwhile, and keeps other threads waiting; use \`${library}.Lock\` with \`async with\`, or release it first.`,
    'zh-cn': (lock, library) =>
      `持有 \`${lock}\` 期间有 \`await\`：它挡不住同一线程中的其他任务，却会让其他线程一直等待；请改用 \`${library}.Lock\` 和 \`async with\`，或先释放它。`,
  }),
  deadlock: localized({
    en: (lock: string, library: string) =>
      `\`${lock}\` is held across an \`await\`: the next task that wants it stops the event loop forever; use \`${library}.Lock\` with \`async with\`, or release it first.`,
    'zh-cn': (lock, library) =>
      `持有 \`${lock}\` 期间有 \`await\`：下一个要获取它的任务会让事件循环永远停住；请改用 \`${library}.Lock\` 和 \`async with\`，或先释放它。`,
  }),
  othersRun: localized({
    en: (lock: string) => `Other tasks run here while \`${lock}\` is held`,
    'zh-cn': (lock) => `其他任务在这里运行，而 \`${lock}\` 仍被持有`,
  }),
  makeAsync: localized({
    en: (lock: string, instead: string) => `Make \`${lock}\` an \`${instead}\``,
    'zh-cn': (lock, instead) => `将 \`${lock}\` 改为 \`${instead}\``,
  }),
};
