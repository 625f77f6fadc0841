import type { Call } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import { replaceByAwaited } from '../../fixes/replace-call.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread } from '../shared/blocking-fixes.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';
import { splitsUpdate } from '../shared/splits-update.ts';

const texts = {
  stops: {
    en: 'stops the whole event loop while it sleeps',
    'zh-cn': '会让整个事件循环停住，所有任务都跟着等待',
  },
  use: localized({
    en: (library: string) => `use \`await ${library}.sleep()\``,
    'zh-cn': (library) => `改用 \`await ${library}.sleep()\``,
  }),
  replace: localized({
    en: (sleep: string, other: string) => `Replace \`${sleep}()\` by \`await ${other}()\``,
    'zh-cn': (sleep, other) => `将 \`${sleep}()\` 替换为 \`await ${other}()\``,
  }),
};

export const blockingSleep = defineRule({
  id: 'blocking-sleep',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: '`time.sleep()` in a coroutine stops the whole event loop.',
    'zh-cn': '协程里的 `time.sleep()` 会让整个事件循环停住。',
  },
  docs: {
    why: {
      en: [
        'The event loop runs all its tasks in one thread. `time.sleep()` puts that thread to sleep: meanwhile no other task goes on, no timeout fires and no request is answered.',
        '`await asyncio.sleep()` suspends only the task that awaits it. A sleep in a plain function counts where a coroutine calls that function; the whole path is shown.',
      ].join(' '),
      'zh-cn': [
        '事件循环在一个线程里运行它的所有任务。`time.sleep()` 会让这个线程睡着：期间其他任务都无法继续，超时不会触发，请求也得不到响应。',
        '`await asyncio.sleep()` 只挂起等待它的那个任务。写在普通函数里的休眠，如果有协程调用该函数也会报告，并给出完整的调用路径。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import time


          async def refresh(name):
              time.sleep(0.3)
              print("fresh:", name)


          asyncio.run(refresh("prices"))
        `,
        good: python`
          import asyncio


          async def refresh(name):
              await asyncio.sleep(0.3)
              print("fresh:", name)


          asyncio.run(refresh("prices"))
        `,
        claim: { stallMilliseconds: 300 },
      },
    ],
    limits: {
      en: `${FOLLOWED_AND_WEIGHED.en} Where other tasks that run during the sleep would come between a read and a write of shared state, there is no fix; where that may be so, the fix has to be looked at.`,
      'zh-cn': `${FOLLOWED_AND_WEIGHED['zh-cn']}如果休眠期间运行的其他任务会插到共享状态的读取和写入之间，就不提供修复；如果只是可能如此，修复需要仔细检查。`,
    },
    peers: ['ruff ASYNC251', 'flake8-async ASYNC251', 'SonarPython S7488'],
  },
  supersededBy: moreTelling('blocking-sleep'),
  visit: blockingVisitors('blocking-sleep', {
    harm: texts.stops,
    advice: (found) => (isSleep(found) ? texts.use(found.view.library) : undefined),
    fixes: (found) => (isSleep(found) ? sleepOnLoop(found) : inThread(found)),
    isGrave: ({ isDirect }) => isDirect,
    isExempt: ({ site, isDirect }) => isDirect && site.kind === 'Call' && sleepsForNoTime(site),
  }),
});

/** The call itself is all that sleeps, unlike what sleeps between its tries. */
const isSleep = ({ view: { library }, effect, isDirect }: BlockingCase): boolean =>
  isDirect && effect.known?.counterpart?.[library] === `\`${library}.sleep()\``;

/** `time.sleep(0)` lets other threads go on, and comes back at once. */
const sleepsForNoTime = ({ args: [seconds] }: Call): boolean =>
  seconds?.value.kind === 'Constant' && seconds.value.value === 0;

function sleepOnLoop({ view, site, effect, owner }: BlockingCase): readonly Fix[] {
  if (site.kind !== 'Call') return [];
  const name = `${view.library}.sleep`;
  const edits = () => replaceByAwaited(view, site, name);
  const safety = view.evidence.aside(() => splitsUpdate(view, site, owner)) ? 'unsafe' : 'safe';
  return [{ title: texts.replace(effect.name, name), safety, edits }];
}
