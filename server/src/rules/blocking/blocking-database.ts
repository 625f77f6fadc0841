import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread, withAsyncClient } from '../shared/blocking-fixes.ts';

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
      'Use the driver’s asynchronous counterpart, or run the call in a thread. A `sqlite3` connection works only in the thread that made it, so that single calls cannot move: use `aiosqlite`, or move everything that is done with the connection.',
    ].join(' '),
    examples: [
      {
        bad: python`
          import asyncio
          import sqlite3


          def sum_numbers(path):
              connection = sqlite3.connect(path)
              numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000)"
              return connection.execute(f"{numbers} select sum(i) from n").fetchone()


          async def report(path):
              print(sum_numbers(path))


          asyncio.run(report(":memory:"))
        `,
        good: python`
          import asyncio
          import sqlite3


          def sum_numbers(path):
              connection = sqlite3.connect(path)
              numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000)"
              return connection.execute(f"{numbers} select sum(i) from n").fetchone()


          async def report(path):
              print(await asyncio.to_thread(sum_numbers, path))


          asyncio.run(report(":memory:"))
        `,
        claim: { stallMilliseconds: 100 },
      },
    ],
    limits: `${FOLLOWED_AND_WEIGHED} A database in memory (\`sqlite3.connect(":memory:")\`) does not count where all that makes the connection says so. \`sqlite3\` is information: nobody is waited for but the own disk, as with reading files.`,
    peers: [],
  },
  supersededBy: moreTelling('blocking-database'),
  visit: blockingVisitors('blocking-database', { fixes: (found) => [...withAsyncClient(found), ...inThread(found)] }),
});
