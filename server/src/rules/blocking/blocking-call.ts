import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED, STREAMED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread, withAsyncClient } from '../shared/blocking-fixes.ts';

export const blockingCall = defineRule({
  id: 'blocking-call',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Any other call in a coroutine that is known to hold up the event loop.',
    'zh-cn': '协程里其他已知会阻塞事件循环的调用。',
  },
  docs: {
    why: {
      en: [
        'Synchronous clients of services (`boto3`, `openai`, `anthropic`, …), heavy parsing (`pandas.read_csv()`) and password hashing take their time in the thread of the event loop, and no other task runs meanwhile.',
        'Names of your own functions that block can be added with the setting `blocking`, and taken away with `non-blocking`.',
      ].join(' '),
      'zh-cn': [
        '各种服务的同步客户端（`boto3`、`openai`、`anthropic` 等）、繁重的解析（`pandas.read_csv()`）和密码散列，都在事件循环的线程里耗费时间，期间其他任务都无法运行。',
        '你自己的会阻塞的函数，可以用设置 `blocking` 添加其名称，也可以用 `non-blocking` 去掉。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import hashlib


          async def check(password, salt):
              return hashlib.pbkdf2_hmac("sha256", password, salt, 1_000_000)


          print(asyncio.run(check(b"secret", b"salt")))
        `,
        good: python`
          import asyncio
          import hashlib


          async def check(password, salt):
              return await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha256", password, salt, 1_000_000)


          print(asyncio.run(check(b"secret", b"salt")))
        `,
        claim: { stallMilliseconds: 100 },
      },
    ],
    limits: {
      en: `${FOLLOWED_AND_WEIGHED.en} ${STREAMED.en} \`pbkdf2_hmac()\` with a number below 10,000 that is written there is over in milliseconds.`,
      'zh-cn': `${FOLLOWED_AND_WEIGHED['zh-cn']}${STREAMED['zh-cn']}\`pbkdf2_hmac()\` 的次数如果是直接写出的小于 10,000 的数，几毫秒就结束了。`,
    },
    peers: ['flake8-async ASYNC200'],
  },
  supersededBy: moreTelling('blocking-call'),
  visit: blockingVisitors('blocking-call', { fixes: (found) => [...withAsyncClient(found), ...inThread(found)] }),
});
