import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';

export const blockingInput = defineRule({
  id: 'blocking-input',
  category: 'blocking',
  severity: 'information',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Waiting for the user at the terminal holds up the event loop.',
    'zh-cn': '等待用户在终端输入，会阻塞事件循环。',
  },
  docs: {
    why: {
      en: [
        '`input()` and `getpass()` return when the user has pressed Enter. Until then the event loop stands still: timers, connections and all other tasks wait for the user, too.',
      ].join(' '),
      'zh-cn':
        '`input()` 和 `getpass()` 要等用户按下回车才返回。在那之前事件循环停住：定时器、连接和其他所有任务也都在等用户。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def ask():
              name = input("Your name? ")
              print("Hello", name)


          asyncio.run(ask())
        `,
        good: python`
          import asyncio


          async def ask():
              name = await asyncio.to_thread(input, "Your name? ")
              print("Hello", name)


          asyncio.run(ask())
        `,
        claim: {
          stallMilliseconds: 500,
          when: { en: 'while the answer takes half a second', 'zh-cn': '如果用户要半秒才输入' },
        },
      },
    ],
    limits: FOLLOWED_AND_WEIGHED,
    peers: ['ruff ASYNC250', 'flake8-async ASYNC250', 'SonarPython S7501'],
  },
  supersededBy: moreTelling('blocking-input'),
  visit: blockingVisitors('blocking-input', {
    harm: {
      en: 'stops the whole event loop until the user has answered',
      'zh-cn': '会让整个事件循环停住，直到用户输入为止',
    },
  }),
});
