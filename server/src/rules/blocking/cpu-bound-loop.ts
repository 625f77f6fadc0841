import type { Call, Node } from '../../facts/nodes.ts';
import { blockInThread } from '../../fixes/block-in-thread.ts';
import type { Fix } from '../../fixes/fix.ts';
import { dispatchToThread } from '../../fixes/dispatch-to-thread.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread } from '../shared/blocking-fixes.ts';
import { isEndless, waysWithoutAwait } from '../shared/ways-without-await.ts';
import { threadRunnerName } from '../shared/blocking-words.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';
import { titles } from '../shared/titles.ts';

export const cpuBoundLoop = defineRule({
  id: 'cpu-bound-loop',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'A loop in a coroutine that computes for long without an `await`: no other task runs meanwhile.',
    'zh-cn': '协程里长时间计算而没有 `await` 的循环：期间其他任务都无法运行。',
  },
  docs: {
    why: {
      en: [
        'A coroutine gives the event loop back only at an `await` that has to wait. A loop of a million rounds and more without one keeps all other tasks, timeouts and connections waiting until it is done; one that never ends stops the program.',
        'Move the computation into a plain function and run that in a thread, `await asyncio.to_thread(compute)`: the loop then goes on, although both share one processor because of Python’s global lock. For pure Python code that should use another core, use a `ProcessPoolExecutor` with `loop.run_in_executor()`.',
      ].join(' '),
      'zh-cn': [
        '协程只有在必须等待的 `await` 处才会把事件循环让出来。没有这样的 `await`、又要执行一百万次以上的循环，会让其他所有任务、超时和连接一直等到它结束；永不结束的循环则会让程序停住。',
        '请把计算移到普通函数里，在线程中运行：`await asyncio.to_thread(compute)`。这样事件循环就能继续，不过由于 Python 的全局解释器锁，两者共用一个处理器核心。如果纯 Python 代码要用上另一个核心，请用 `ProcessPoolExecutor` 配合 `loop.run_in_executor()`。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def sum_of_squares():
              return sum(i * i for i in range(5_000_000))


          print(asyncio.run(sum_of_squares()))
        `,
        good: python`
          import asyncio


          async def sum_of_squares():
              return await asyncio.to_thread(sum, (i * i for i in range(5_000_000)))


          print(asyncio.run(sum_of_squares()))
        `,
        claim: { stallMilliseconds: 200 },
      },
    ],
    limits: {
      en: 'Sees loops over `range()` with constant bounds, alone or nested, and `while` loops that cannot end, in coroutines and in the functions that they call. A loop that may be left early is left alone, and so is one whose length depends on data.',
      'zh-cn':
        '只看协程及其调用的函数里，对边界为常量的 `range()` 的循环（单个或嵌套），以及不可能结束的 `while` 循环。可能提前离开的循环不报告，长度取决于数据的循环也不报告。',
    },
    peers: ['flake8-async ASYNC913'],
  },
  supersededBy: moreTelling('cpu-bound-loop'),
  strict: {
    reports: {
      en: 'Every `while True` without a `break`, in an async function, of which a round can go by without an `await`.',
      'zh-cn': '异步函数里没有 `break`、某一轮可能没有 `await` 就过去的所有 `while True`。',
    },
    visit: {
      While(loop, view, report) {
        if (!view.coroutineAround(loop) || !isEndless(loop.test)) return;
        const { end, continues, breaks } = waysWithoutAwait(view, loop.body);
        if ((end || continues) && !breaks)
          report({ at: { start: loop.start, end: loop.test.end }, message: texts.roundWithoutAwait });
      },
    },
  },
  visit: blockingVisitors('cpu-bound-loop', {
    message: messageOf,
    isGrave: () => true,
    fixes: (found) => (found.isDirect ? [...consumerInThread(found), ...movedToThread(found)] : inThread(found)),
  }),
});

function messageOf({ view, effect, isDirect }: BlockingCase): Localized {
  const { rounds = 1, path } = effect;
  const runner = threadRunnerName(view);
  const isEndless = rounds === Number.POSITIVE_INFINITY;
  const times = rounds.toLocaleString('en-US');
  if (isDirect) return isEndless ? texts.endless : texts.long(times, runner);
  const callee = path[0]?.name ?? '';
  if (isEndless) return (path.length === 2 ? texts.hasEndless : texts.endsUpInEndless)(callee, runner);
  return (path.length === 2 ? texts.hasLong : texts.endsUpInLong)(callee, times, runner);
}

/** `sum(… for …)`: the function that runs through the generator goes to a thread, and the generator with it. */
function consumerInThread({ view, site }: BlockingCase): readonly Fix[] {
  const call = site.kind === 'ComprehensionFor' ? consumerOf(view, site) : undefined;
  const edits = call && dispatchToThread(view, call);
  if (!edits) return [];
  return [{ title: titles.runInThread(`${view.source(call.func)}()`), safety: 'unsafe', edits }];
}

/** A `for` moves into a function that runs in a thread; a loop without end has no place there. */
function movedToThread({ view, site, effect }: BlockingCase): readonly Fix[] {
  const edits =
    site.kind === 'For' && effect.rounds !== Number.POSITIVE_INFINITY
      ? blockInThread(view, site, 'compute')
      : undefined;
  return edits ? [{ title: texts.runInThread, safety: 'unsafe', edits }] : [];
}

function consumerOf(view: ChunkView, site: Node): Call | undefined {
  const generator = view.parent(site);
  if (generator?.kind !== 'Comprehension' || generator.type !== 'generator') return undefined;
  const argument = view.parent(generator);
  const call = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
  return call?.kind === 'Call' && view.parent(call)?.kind !== 'Await' ? call : undefined;
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  roundWithoutAwait: {
    en: 'A round of this loop can go by without an `await`; where all do, no other task runs again.',
    'zh-cn': '这个循环的某一轮可能没有 `await` 就过去；如果每一轮都这样，其他任务再也无法运行。',
  },
  endless: {
    en: 'This loop never ends and never awaits, so that no other task ever runs again; `await` something in it.',
    'zh-cn': '这个循环永不结束，中间也没有 `await`，其他任务再也无法运行；请在其中 `await`。',
  },
  long: localized({
    en: (times: string, runner: string) =>
      `This loop runs ${times} times without an \`await\`, so that no other task runs meanwhile; move it into a function and run that with \`${runner}\`.`,
    'zh-cn': (times, runner) =>
      `这个循环要执行 ${times} 次，中间没有 \`await\`，期间事件循环停住，其他任务都无法运行；请移到普通函数里，再用 \`${runner}\` 运行。`,
  }),
  hasEndless: localized({
    en: (callee: string, runner: string) =>
      `\`${callee}()\` has a loop that never ends, so that no other task runs meanwhile; run it with \`${runner}\`.`,
    'zh-cn': (callee, runner) =>
      `\`${callee}()\` 中有一个永不结束的循环，期间其他任务都无法运行；请用 \`${runner}\` 运行它。`,
  }),
  endsUpInEndless: localized({
    en: (callee: string, runner: string) =>
      `\`${callee}()\` ends up in a loop that never ends, so that no other task runs meanwhile; run it with \`${runner}\`.`,
    'zh-cn': (callee, runner) =>
      `\`${callee}()\` 最终会进入一个永不结束的循环，期间其他任务都无法运行；请用 \`${runner}\` 运行它。`,
  }),
  hasLong: localized({
    en: (callee: string, times: string, runner: string) =>
      `\`${callee}()\` has a loop that runs ${times} times, so that no other task runs meanwhile; run it with \`${runner}\`.`,
    'zh-cn': (callee, times, runner) =>
      `\`${callee}()\` 中有一个要执行 ${times} 次的循环，期间其他任务都无法运行；请用 \`${runner}\` 运行它。`,
  }),
  endsUpInLong: localized({
    en: (callee: string, times: string, runner: string) =>
      `\`${callee}()\` ends up in a loop that runs ${times} times, so that no other task runs meanwhile; run it with \`${runner}\`.`,
    'zh-cn': (callee, times, runner) =>
      `\`${callee}()\` 最终会进入一个要执行 ${times} 次的循环，期间其他任务都无法运行；请用 \`${runner}\` 运行它。`,
  }),
  runInThread: { en: 'Run the loop in a thread', 'zh-cn': '在线程中运行这个循环' },
};
