import type { Call, Expression } from '../../facts/nodes.ts';
import { reference } from '../../fixes/add-import.ts';
import type { Fix } from '../../fixes/fix.ts';
import { awaitAround } from '../../fixes/insert-await.ts';
import type { Effect } from '../../project/effects/effect.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED } from '../shared/blocking-limits.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread } from '../shared/blocking-fixes.ts';

export const blockingWait = defineRule({
  id: 'blocking-wait',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Waiting for a thread, process or pool in a coroutine holds up the event loop.',
    'zh-cn': '在协程里等待线程、进程、线程池或进程池，会阻塞事件循环。',
  },
  docs: {
    why: {
      en: [
        '`future.result()`, `thread.join()`, `pool.map()` and the end of `with ThreadPoolExecutor()` stop the event loop until the other thread or process has finished. If that thread in turn needs the loop, the program hangs.',
        'Await instead: `loop.run_in_executor()`, `asyncio.to_thread()`, or `asyncio.wrap_future()` for a future that is there already.',
      ].join(' '),
      'zh-cn': [
        '`future.result()`、`thread.join()`、`pool.map()`，以及 `with ThreadPoolExecutor()` 的结尾，会让事件循环停住，直到另一个线程或进程完成。如果那个线程又需要事件循环，程序就会卡死。',
        '请改用等待的方式：`loop.run_in_executor()`、`asyncio.to_thread()`，或者对已有的 Future 使用 `asyncio.wrap_future()`。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import threading
          import time


          async def work():
              thread = threading.Thread(target=time.sleep, args=[0.3])
              thread.start()
              thread.join()


          asyncio.run(work())
        `,
        good: python`
          import asyncio
          import threading
          import time


          async def work():
              thread = threading.Thread(target=time.sleep, args=[0.3])
              thread.start()
              await asyncio.to_thread(thread.join)


          asyncio.run(work())
        `,
        claim: { stallMilliseconds: 250 },
      },
    ],
    limits: {
      en: `${FOLLOWED_AND_WEIGHED.en} The end of a thread pool's \`with\` block counts for nothing where all that was given to the pool is awaited in the block, without a limit: then nothing runs any more.`,
      'zh-cn': `${FOLLOWED_AND_WEIGHED['zh-cn']}交给线程池的工作如果都在它的 \`with\` 块里等待过，而且等待时没有时限，那么块结束时已经没有工作在运行，不报告。`,
    },
    peers: [],
  },
  supersededBy: ['loop-deadlock', ...moreTelling('blocking-wait')],
  visit: blockingVisitors('blocking-wait', {
    fixes: (found) => [...awaitFuture(found), ...inThread(found)],
  }),
});

/** `future.result()` → `await asyncio.wrap_future(future)` */
function awaitFuture({ view, site, effect, isDirect }: BlockingCase): readonly Fix[] {
  if (!isDirect || site.kind !== 'Call' || site.args.length > 0 || !isResultOfFuture(effect)) return [];
  if (view.library !== 'asyncio' || site.func.kind !== 'Attribute') return [];
  const { value } = site.func;
  const { name, edits } = reference(view, site, 'asyncio.wrap_future');
  const { before, after } = awaitAround(view, site, true);
  return [
    {
      title: texts.awaitWrapped(view.source(value)),
      safety: 'unsafe',
      edits: () => [...edits, { at: view.at(site), newText: `${before}${name}(${view.source(value)})${after}` }],
    },
    ...inExecutor(view, site, value),
  ];
}

/** `pool.submit(f, a).result()` → `await loop.run_in_executor(pool, f, a)`, which takes no keyword arguments. */
function inExecutor(view: ChunkView, site: Call, submitted: Expression): readonly Fix[] {
  if (submitted.kind !== 'Call' || submitted.func.kind !== 'Attribute' || submitted.func.attribute !== 'submit')
    return [];
  const { func, args } = submitted;
  if (args.length === 0 || args.some(({ name, stars }) => name !== undefined || stars > 1)) return [];
  const pool = view.source(func.value);
  const loop = reference(view, site, 'asyncio.get_running_loop');
  const { before, after } = awaitAround(view, site, true);
  const passed = view.source({ start: args[0]!.start, end: submitted.end });
  return [
    {
      title: texts.runInPool(pool),
      safety: 'unsafe',
      edits: () => [
        ...loop.edits,
        { at: view.at(site), newText: `${before}${loop.name}().run_in_executor(${pool}, ${passed}${after}` },
      ],
    },
  ];
}

const isResultOfFuture = ({ known, name }: Effect): boolean =>
  name.endsWith('.result') && known?.counterpart?.asyncio === '`await asyncio.wrap_future()`';

const texts = {
  awaitWrapped: localized({
    en: (future: string) => `Await \`${future}\` with \`asyncio.wrap_future()\``,
    'zh-cn': (future) => `用 \`asyncio.wrap_future()\` 等待 \`${future}\``,
  }),
  runInPool: localized({
    en: (pool: string) => `Run it in \`${pool}\` with \`run_in_executor()\``,
    'zh-cn': (pool) => `用 \`run_in_executor()\` 在 \`${pool}\` 中运行它`,
  }),
};
