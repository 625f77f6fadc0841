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
  summary: {
    en: 'A synchronous database call in a coroutine holds up the event loop.',
    'zh-cn': '协程里的同步数据库调用会阻塞事件循环。',
  },
  docs: {
    why: {
      en: [
        'Synchronous drivers wait for the database in the thread that calls them, which in a coroutine is the thread of the event loop: one slow query stops every other task.',
        'Use the driver’s asynchronous counterpart, or run the call in a thread. A `sqlite3` connection works only in the thread that made it, so that single calls cannot move: use `aiosqlite`, or move everything that is done with the connection.',
      ].join(' '),
      'zh-cn': [
        '同步驱动在调用它的线程里等待数据库，在协程里那就是事件循环的线程：一个慢查询会让其他所有任务停住。请使用驱动对应的异步版本，或者在线程中运行这个调用。',
        '`sqlite3` 的连接只能在创建它的线程里使用，所以不能只移走单个调用：请使用 `aiosqlite`，或者把对这个连接所做的一切都移过去。',
      ].join(''),
    },
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
    limits: {
      en: `${FOLLOWED_AND_WEIGHED.en} A database in memory (\`sqlite3.connect(":memory:")\`) does not count where all that makes the connection says so. \`sqlite3\` is information: nobody is waited for but the own disk, as with reading files.`,
      'zh-cn': `${FOLLOWED_AND_WEIGHED['zh-cn']}内存数据库（\`sqlite3.connect(":memory:")\`）在创建连接的所有代码都写明这一点时不报告。\`sqlite3\` 的级别是“信息”：等待的只是自己的磁盘，与读取文件一样。`,
    },
    peers: [],
  },
  supersededBy: moreTelling('blocking-database'),
  visit: blockingVisitors('blocking-database', { fixes: (found) => [...withAsyncClient(found), ...inThread(found)] }),
});
