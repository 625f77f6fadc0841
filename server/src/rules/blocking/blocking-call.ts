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
  summary: 'Any other call in a coroutine that is known to hold up the event loop.',
  docs: {
    why: [
      'Synchronous clients of services (`boto3`, `openai`, `anthropic`, …), heavy parsing (`pandas.read_csv()`) and password hashing take their time in the thread of the event loop, and no other task runs meanwhile.',
      'Names of your own functions that block can be added with the setting `blocking`, and taken away with `non-blocking`.',
    ].join(' '),
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
    limits: `${FOLLOWED_AND_WEIGHED} ${STREAMED} \`pbkdf2_hmac()\` with a number below 10,000 that is written there is over in milliseconds.`,
    peers: ['flake8-async ASYNC200'],
  },
  supersededBy: moreTelling('blocking-call'),
  visit: blockingVisitors('blocking-call', { fixes: (found) => [...withAsyncClient(found), ...inThread(found)] }),
});
