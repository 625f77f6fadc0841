import type { Expression } from '../../facts/nodes.ts';
import { isLockOfCoroutines } from '../../project/coroutines/created-uses.ts';
import type { EffectSite } from '../../project/effects/effect.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED } from '../shared/blocking-limits.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { isHeldBriefly } from './short-holds.ts';

export const blockingLock = defineRule({
  id: 'blocking-lock',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Waiting for a lock, event or queue of threads in a coroutine holds up the event loop.',
    'zh-cn': '在协程里等待线程用的锁、事件或队列，会阻塞事件循环。',
  },
  docs: {
    why: {
      en: [
        'The locks, events and queues of `threading`, `queue` and `multiprocessing` stop the thread that waits for them. In a coroutine that is the thread of the event loop: if what would release the lock or fill the queue is another task, nothing ever moves again.',
        'Between coroutines use asyncio’s own primitives; between threads and coroutines wait in a thread.',
      ].join(' '),
      'zh-cn': [
        '`threading`、`queue` 和 `multiprocessing` 的锁、事件和队列，会让等待它们的线程停住。在协程里，那就是事件循环的线程：如果该释放锁或填充队列的是另一个任务，就再也动不了了。',
        '协程之间请使用 asyncio 自己的同步原语；线程与协程之间，请在线程中等待。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import queue
          import threading

          jobs = queue.Queue()


          async def worker():
              job = jobs.get()
              print("working on", job)


          threading.Timer(0.8, jobs.put, ["a job"]).start()
          asyncio.run(worker())
        `,
        good: python`
          import asyncio
          import queue
          import threading

          jobs = queue.Queue()


          async def worker():
              job = await asyncio.to_thread(jobs.get)
              print("working on", job)


          threading.Timer(0.8, jobs.put, ["a job"]).start()
          asyncio.run(worker())
        `,
        claim: { stallMilliseconds: 100 },
      },
    ],
    limits: {
      en: `${FOLLOWED_AND_WEIGHED.en} Taking a lock is left alone where the file shows no slow holder of that lock.`,
      'zh-cn': `${FOLLOWED_AND_WEIGHED['zh-cn']}如果文件里看不到会长时间持有这把锁的代码，获取锁就不报告。`,
    },
    peers: [],
  },
  supersededBy: ['lock-across-await', ...moreTelling('blocking-lock')],
  visit: blockingVisitors('blocking-lock', {
    harm: {
      en: 'may stop the whole event loop until another thread lets it go on',
      'zh-cn': '可能让整个事件循环停住，直到另一个线程放行为止',
    },
    isExempt: (found) => waitsForAMoment(found) || guardsOnlyCoroutines(found),
  }),
});

/** Taking a lock waits only for those that hold it, and they let it go at once. */
function waitsForAMoment(found: BlockingCase): boolean {
  const taken = lockTaken(found);
  return taken !== undefined && isHeldBriefly(taken.view, taken.lock);
}

/** The lock that is waited for, also where a helper in the same file takes it. */
function lockTaken({ view, site, isDirect, effect }: BlockingCase): LockTaken | undefined {
  const lock = site.kind === 'WithItem' ? site.context : acquired(site);
  if (isDirect) return lock && { view, lock };
  const at = effect.path.at(-1)?.at;
  const home = at && view.chunkAt(at);
  const called = home?.facts.nodes.find(
    (node) => node.kind === 'Attribute' && node.start === at?.start && node.end === at.end,
  );
  return home && called?.kind === 'Attribute' && called.attribute === 'acquire'
    ? { view: home, lock: called.value }
    : undefined;
}

interface LockTaken {
  readonly view: ChunkView;
  readonly lock: Expression;
}

/** A lock that only coroutines use is never waited for: `wrong-lock-type` and `lock-across-await` tell of those. */
function guardsOnlyCoroutines({ view, site, isDirect }: BlockingCase): boolean {
  if (!isDirect) return false;
  const lock = site.kind === 'WithItem' ? site.context : acquired(site);
  const creation = lock && view.creationsOf(lock)?.[0];
  return creation !== undefined && isLockOfCoroutines(view, creation);
}

/** `lock.acquire()` */
const acquired = (site: EffectSite): Expression | undefined =>
  site.kind === 'Call' && site.func.kind === 'Attribute' && site.func.attribute === 'acquire'
    ? site.func.value
    : undefined;
