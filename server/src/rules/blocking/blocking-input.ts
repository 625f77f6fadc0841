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
  summary: 'Waiting for the user at the terminal holds up the event loop.',
  docs: {
    why: [
      '`input()` and `getpass()` return when the user has pressed Enter. Until then the event loop stands still: timers, connections and all other tasks wait for the user, too.',
    ].join(' '),
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
        claim: { stallMilliseconds: 500, when: 'while the answer takes half a second' },
      },
    ],
    limits: FOLLOWED_AND_WEIGHED,
    peers: ['ruff ASYNC250', 'flake8-async ASYNC250', 'SonarPython S7501'],
  },
  supersededBy: moreTelling('blocking-input'),
  visit: blockingVisitors('blocking-input', { harm: 'stops the whole event loop until the user has answered' }),
});
