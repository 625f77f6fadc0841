/**
 * Files of one shape that can be made any number of steps long. The cost of checking one should grow about as its text does.
 * Each stands for an algorithm that was, or could be, quadratic or worse in something.
 */
export const shapes: Readonly<Record<string, (steps: number) => string>> = {
  'awaits in a row': (steps) => `${HEAD}async def main():\n${lines(steps, (i) => `    r${i} = await job()\n`)}`,
  'branches of one elif': (steps) =>
    `${HEAD}async def main(kind):\n    if kind < 0:\n        found = job()\n${lines(steps, (i) => `    elif kind == ${i}:\n        found = job()\n`)}    await found\n`,
  'branches one after the other': (steps) =>
    `${HEAD}async def main(flags):\n    found = None\n${lines(steps, (i) => `    if flags[${i}]:\n        found = job()\n`)}    await found\n`,
  'one variable assigned from itself': (steps) =>
    `${HEAD}async def main():\n    last = job()\n${lines(steps, () => '    last = last if last else job()\n')}    await last\n`,
  'loops one after the other': (steps) =>
    `${HEAD}async def main(rows):\n${lines(steps, () => '    for rows in rows:\n        rows = job() if rows else rows\n')}    await rows\n`,
  'loops in loops': (steps) =>
    `${HEAD}async def main(rows):\n${nested(Math.min(steps, 90), 'for rows in rows:')}rows = job()\n`,
  'calls that block in one coroutine': (steps) =>
    `${HEAD}async def main():\n${lines(steps, () => '    time.sleep(1)\n')}`,
  'functions that block': (steps) => `${HEAD}${lines(steps, (i) => `async def handler${i}():\n    time.sleep(1)\n\n`)}`,
  'functions with tasks that nobody keeps': (steps) =>
    `${HEAD}${lines(steps, (i) => `async def handler${i}():\n    asyncio.create_task(job())\n\n`)}`,
  'functions with coroutines that nobody awaits': (steps) =>
    `${HEAD}${lines(steps, (i) => `async def handler${i}():\n    job()\n\n`)}`,
  'methods that call the next one': (steps) =>
    `${HEAD}class Chain:\n${lines(steps, (i) => `    async def step${i}(self):\n        self.at = ${i}\n        await self.step${(i + 1) % steps}()\n\n`)}`,
  'attributes of one class': (steps) =>
    `${HEAD}class State:\n    def __init__(self):\n${lines(steps, (i) => `        self.part${i} = job()\n`)}\n    async def go(self):\n${lines(steps, (i) => `        await self.part${i}\n`)}`,
  'checks before awaits': (steps) =>
    `${HEAD}class Cache:\n    async def fill(self):\n${lines(steps, (i) => `        if self.part${i} is None:\n            self.part${i} = await job()\n`)}`,
  'helpers that call two helpers': (steps) =>
    `${HEAD}${lines(steps, (i) => `def left${i}():\n    left${i + 1}()\n    right${i + 1}()\n\n\ndef right${i}():\n    left${i + 1}()\n    right${i + 1}()\n\n\n`)}def left${steps}():\n    time.sleep(1)\n\n\ndef right${steps}():\n    time.sleep(1)\n\n\nasync def main():\n    left0()\n`,
  'pairs of pairs': (steps) =>
    `${HEAD}async def main():\n    pair0 = (job, job)\n${lines(steps, (i) => `    pair${i + 1} = (pair${i}, pair${i})\n`)}    await pair${steps}\n`,
  'results in pairs': (steps) =>
    `${HEAD}def give0():\n    return job(), job()\n\n\n${lines(steps, (i) => `def give${i + 1}():\n    return give${i}(), give${i}()\n\n\n`)}async def main():\n    give${steps}()\n`,
  'one or the other, again and again': (steps) =>
    `${HEAD}async def main(flag):\n    either = job()\n${lines(steps, () => '    either = (either, 1) if flag else [either]\n')}    await either\n`,
  'calls in a table': (steps) => `${HEAD}rows = [${'job(), '.repeat(steps)}]\n`,
  'comments that silence': (steps) =>
    `${HEAD}async def main():\n${lines(steps, () => '    time.sleep(1)  # async-pitfalls: ignore[blocking-sleep]\n')}`,
};

const HEAD = 'import asyncio\nimport time\n\n\nasync def job(): ...\n\n\n';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

const nested = (depth: number, head: string): string =>
  `${lines(depth, (level) => `${' '.repeat(level + 4)}${head}\n`)}${' '.repeat(depth + 4)}`;
