import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED } from '../shared/blocking-limits.ts';
import { blockingVisitors, inThread, moreTelling, withAsyncClient } from '../shared/blocking-report.ts';

export const blockingDatabase = defineRule({
  id: 'blocking-database',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: 'A synchronous database call in a coroutine holds up the event loop.',
  docs: {
    why: [
      'Synchronous drivers wait for the database in the thread that calls them, which in a coroutine is the thread of the event loop: one slow query stops every other task.',
      'Use the driver’s asynchronous twin, or run the call in a thread. A `sqlite3` connection works only in the thread that made it, so that single calls cannot move: use `aiosqlite`, or move everything that is done with the connection.',
    ].join(' '),
    examples: [
      {
        bad: 'import asyncio\nimport sqlite3\n\n\ndef sum_numbers(path):\n    connection = sqlite3.connect(path)\n    numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000)"\n    return connection.execute(f"{numbers} select sum(i) from n").fetchone()\n\n\nasync def report(path):\n    print(sum_numbers(path))\n\n\nasyncio.run(report(":memory:"))\n',
        good: 'import asyncio\nimport sqlite3\n\n\ndef sum_numbers(path):\n    connection = sqlite3.connect(path)\n    numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000)"\n    return connection.execute(f"{numbers} select sum(i) from n").fetchone()\n\n\nasync def report(path):\n    print(await asyncio.to_thread(sum_numbers, path))\n\n\nasyncio.run(report(":memory:"))\n',
        claim: { stallMilliseconds: 100 },
      },
    ],
    limits: FOLLOWED_AND_WEIGHED,
    peers: [],
  },
  yieldsTo: moreTelling('blocking-database'),
  visit: blockingVisitors('blocking-database', { fixes: (found) => [...withAsyncClient(found), ...inThread(found)] }),
});
