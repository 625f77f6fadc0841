import type { Call } from '../../facts/nodes.ts';
import { replaceLock } from '../../fixes/replace-lock.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { threadLocks } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import { isUsedInCoroutinesOnly, usesOfCreated } from '../../project/coroutines/created-uses.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { lastName } from '../../project/names/definitions.ts';
import type { Type } from '../../project/types/types.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { awaitsIn } from '../shared/awaits.ts';
import { counterpartOfLock } from '../shared/held-locks.ts';
import { startsLoopsInThreads } from '../shared/own-loops.ts';

export const wrongLockType = defineRule({
  id: 'wrong-lock-type',
  category: 'shared-state',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: { en: 'A lock for threads that only coroutines use.', 'zh-cn': '只有协程使用的锁，用的却是线程的锁。' },
  docs: {
    why: {
      en: [
        'All coroutines of an event loop run in one thread. A `threading.Lock` knows threads only: a coroutine that waits for it stops the thread in which its holder would go on, so that both wait forever; and an `RLock`, which a thread may take again, keeps coroutines of one thread apart not at all.',
        '`asyncio.Lock` makes the coroutine wait and lets the loop go on.',
      ].join(' '),
      'zh-cn': [
        '一个事件循环的所有协程都在同一个线程里运行，而 `threading.Lock` 只认得线程：等待它的协程会让持有者赖以继续的线程停住，于是双方永远等下去；而 `RLock` 允许同一个线程再次获取，对同一个线程里的协程完全起不到互斥作用。',
        '`asyncio.Lock` 只让协程等待，事件循环则继续运行。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import threading

          lock = threading.Lock()
          balance = 100


          async def withdraw(amount):
              global balance
              with lock:
                  balance -= amount


          asyncio.run(withdraw(30))
        `,
        good: python`
          import asyncio

          lock = asyncio.Lock()
          balance = 100


          async def withdraw(amount):
              global balance
              async with lock:
                  balance -= amount


          asyncio.run(withdraw(30))
        `,
        claim: { because: 'The lock is never held while another coroutine runs, so it only costs time.' },
      },
    ],
    limits: {
      en: 'Looks at the file that makes the lock: one that is handed on, or used in a plain function as well, is left alone; one that no coroutine holds while it awaits something is information. Left alone is also one in a file that starts event loops in threads. What other files do with the lock is not seen.',
      'zh-cn':
        '只看创建锁的那个文件：被传给别处的锁，或普通函数也会使用的锁，不报告；如果没有协程在持有它时等待，级别是“信息”。在线程里启动事件循环的文件中的锁也不报告。其他文件用这把锁做了什么，看不到。',
    },
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      const counterpart = isMaker(view.typeOf(call.func)) ? counterpartOfLock(view, view.typeOf(call)) : undefined;
      if (
        !counterpart ||
        !isConstruction(view, call) ||
        !isUsedInCoroutinesOnly(view, call) ||
        isNeverWaitedFor(view, call)
      )
        return;
      if (startsLoopsInThreads(view)) return;
      const name = calleeText(view, call);
      const instead = counterpart[view.library] ?? counterpart.asyncio;
      report({
        at: call,
        ...(isNeverHeldAcrossAwait(view, call) && !counterpart.reentrant ? { severity: 'information' } : {}),
        message: (counterpart.reentrant ? texts.noExclusion : texts.stopsLoop)(name, instead),
        fixes: () => {
          const edits = replaceLock(view, call);
          return edits ? [{ title: texts.use(instead), safety: 'unsafe', edits }] : [];
        },
      });
    },
  },
});

/** `if not lock.acquire(blocking=False): return` */
function isNeverWaitedFor(view: ChunkView, creation: Call): boolean {
  const uses = usesOfCreated(view, creation) ?? [];
  return uses.every(({ view: chunk, node }) => {
    const method = chunk.parent(node);
    if (method?.kind !== 'Attribute') return false;
    const used = chunk.parent(method);
    if (method.attribute !== 'acquire' || used?.kind !== 'Call') return method.attribute !== 'acquire';
    return argumentsAt(used, { position: 0, name: 'blocking' }).some(
      ({ value }) => value.kind === 'Constant' && value.value === false,
    );
  });
}

/** Coroutines of one loop never wait for a lock that none of them holds while it awaits something. */
const isNeverHeldAcrossAwait = (view: ChunkView, creation: Call): boolean =>
  (usesOfCreated(view, creation) ?? []).every(({ view: chunk, node }) => {
    const item = chunk.parent(node);
    const statement = item?.kind === 'WithItem' ? chunk.parent(item) : undefined;
    return statement?.kind === 'With'
      ? statement.body.every((inner) => awaitsIn(chunk, inner).length === 0)
      : node.context === 'store';
  });

/** Asked of every call, so what can be no class and no `multiprocessing.Lock` is left out first. */
const isMaker = (callee: Type): boolean =>
  callee.kind === 'class' || (callee.kind === 'function' && NAMES.has(lastName(callee.ref)));

const NAMES: ReadonlySet<string> = new Set(
  Object.keys(threadLocks).map((name) => name.slice(name.lastIndexOf('.') + 1)),
);

/** `threading.Lock()`, `multiprocessing.Lock()`, not a function that hands out a lock. */
function isConstruction(view: ChunkView, { func }: Call): boolean {
  const callee = view.typeOf(func);
  return callee.kind === 'class' || view.definition(callee)?.isLibrary === true;
}

const texts = {
  noExclusion: localized({
    en: (lock: string, instead: string) =>
      `\`${lock}()\` gives no coroutine exclusive access, since all of them run in the thread that owns it; use \`${instead}\` with \`async with\`.`,
    'zh-cn': (lock, instead) =>
      `\`${lock}()\` 不能让任何协程独占访问，因为所有协程都运行在拥有它的同一个线程中；请改用 \`${instead}\` 和 \`async with\`。`,
  }),
  stopsLoop: localized({
    en: (lock: string, instead: string) =>
      `Only coroutines use this \`${lock}()\`, and waiting for it would stop the event loop; use \`${instead}\` with \`async with\`.`,
    'zh-cn': (lock, instead) =>
      `这个 \`${lock}()\` 只有协程在用，等待它会让事件循环停住；请改用 \`${instead}\` 和 \`async with\`。`,
  }),
  use: localized({
    en: (lock: string) => `Use \`${lock}\` with \`async with\``,
    'zh-cn': (lock) => `改用 \`${lock}\` 和 \`async with\``,
  }),
};
