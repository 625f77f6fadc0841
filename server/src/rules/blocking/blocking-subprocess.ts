import { awaitOutput } from '../../fixes/await-output.ts';
import { awaitProgram } from '../../fixes/await-program.ts';
import type { Fix } from '../../fixes/fix.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread } from '../shared/blocking-fixes.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';

export const blockingSubprocess = defineRule({
  id: 'blocking-subprocess',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Starting a program and waiting for it in a coroutine holds up the event loop.',
    'zh-cn': '在协程里启动程序并等它结束，会阻塞事件循环。',
  },
  docs: {
    why: {
      en: [
        '`subprocess.run()`, `os.system()` and the like return when the program has ended; until then the event loop stands still, and with it every other task.',
        'asyncio starts programs of its own with `asyncio.create_subprocess_exec()` and awaits their output and their end.',
      ].join(' '),
      'zh-cn': [
        '`subprocess.run()`、`os.system()` 等要到程序结束才返回；在那之前，事件循环停住，其他所有任务也跟着停住。',
        'asyncio 有自己启动程序的方式 `asyncio.create_subprocess_exec()`，可以等待程序的输出和结束。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import subprocess


          async def back_up():
              done = subprocess.run(["sleep", "0.5"])
              return done.returncode


          print(asyncio.run(back_up()))
        `,
        good: python`
          import asyncio
          import subprocess


          async def back_up():
              done = await asyncio.to_thread(subprocess.run, ["sleep", "0.5"])
              return done.returncode


          print(asyncio.run(back_up()))
        `,
        claim: { stallMilliseconds: 450 },
      },
    ],
    limits: FOLLOWED_AND_WEIGHED,
    peers: [
      'ruff ASYNC220',
      'ruff ASYNC221',
      'ruff ASYNC222',
      'flake8-async ASYNC220',
      'flake8-async ASYNC221',
      'flake8-async ASYNC222',
      'SonarPython S7487',
      'SonarPython S7489',
    ],
  },
  supersededBy: moreTelling('blocking-subprocess'),
  visit: blockingVisitors('blocking-subprocess', { fixes: (found) => [...onTheLoop(found), ...inThread(found)] }),
});

/** `subprocess.run(["make"])` → `process = await asyncio.create_subprocess_exec("make")` and `await process.wait()`. */
function onTheLoop({ view, site, isDirect }: BlockingCase): readonly Fix[] {
  if (!isDirect || site.kind !== 'Call' || view.library !== 'asyncio') return [];
  const program = awaitProgram(view, site);
  if (program) return [{ title: startWith(program.starter), safety: 'unsafe', edits: program.edits }];
  const output = awaitOutput(view, site);
  return output ? [{ title: startAndRead(output.starter), safety: 'unsafe', edits: output.edits }] : [];
}

const startAndRead = localized({
  en: (starter: string) => `Start it with \`${starter}()\` and await its output`,
  'zh-cn': (starter) => `用 \`${starter}()\` 启动它并等待它的输出`,
});

const startWith = localized({
  en: (starter: string) => `Start it with \`${starter}()\` and await its end`,
  'zh-cn': (starter) => `用 \`${starter}()\` 启动它并等待结束`,
});
