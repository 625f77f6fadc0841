import { callClient } from '../../fixes/async-client.ts';
import type { Fix } from '../../fixes/fix.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED, STREAMED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread, withAsyncClient } from '../shared/blocking-fixes.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';

export const blockingHttp = defineRule({
  id: 'blocking-http',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: 'A synchronous HTTP request in a coroutine holds up the event loop.',
  docs: {
    why: [
      '`requests`, `urllib`, `urllib3`, `http.client` and the plain functions and `Client` of `httpx` wait in the thread that calls them. In a coroutine that is the thread of the event loop: until the server has answered, no other task runs.',
      'Use a client that awaits (`httpx.AsyncClient`, `aiohttp.ClientSession`), or make the call in a thread.',
    ].join(' '),
    examples: [
      {
        bad: python`
          import asyncio
          import requests


          async def is_up(url):
              response = requests.get(url, timeout=5)
              return response.ok


          print(asyncio.run(is_up("https://example.org")))
        `,
        good: python`
          import asyncio
          import requests


          async def is_up(url):
              response = await asyncio.to_thread(requests.get, url, timeout=5)
              return response.ok


          print(asyncio.run(is_up("https://example.org")))
        `,
        claim: {
          stallMilliseconds: 500,
          when: 'while the server takes half a second to answer',
          modules: ['requests'],
        },
      },
    ],
    limits: `${FOLLOWED_AND_WEIGHED} ${STREAMED} Opening a URL that begins with \`data:\`, as far as the function or all its callers ask for that, is no request, nor is \`feedparser.parse()\` of what an \`await\` has given.`,
    peers: [
      'ruff ASYNC210',
      'ruff ASYNC212',
      'flake8-async ASYNC210',
      'flake8-async ASYNC211',
      'flake8-async ASYNC212',
      'SonarPython S7499',
    ],
  },
  supersededBy: moreTelling('blocking-http'),
  visit: blockingVisitors('blocking-http', {
    fixes: (found) => [...withClient(found), ...withAsyncClient(found), ...inThread(found)],
  }),
});

/** `requests.get(url)` → `await client.get(url)`, where the file has an `httpx.AsyncClient`. */
function withClient({ view, site, isDirect }: BlockingCase): readonly Fix[] {
  const sender = isDirect && site.kind === 'Call' ? view.lookupCall(site, SENDERS) : undefined;
  if (!sender || site.kind !== 'Call') return [];
  const { clientClass, method } = sender;
  const isUnderstood = site.args.every(({ name, stars }, i) =>
    name === undefined ? stars === 0 && i < (method === 'request' ? 2 : 1) : KEYWORDS.has(name),
  );
  const called = isUnderstood ? callClient(view, site, clientClass, method) : undefined;
  return called ? [{ title: `Await \`${called.callee}()\` instead`, safety: 'unsafe', edits: called.edits }] : [];
}

interface Sender {
  /** Whose method of the same name sends the same. */
  readonly clientClass: string;
  readonly method: string;
}

const SENDERS: NameTable<Sender> = Object.fromEntries(
  ['requests', 'httpx', 'httpx2'].flatMap((library) =>
    ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request'].map((method) => [
      `${library}.${method}`,
      { clientClass: `${library === 'requests' ? 'httpx' : library}.AsyncClient`, method },
    ]),
  ),
);

/** What requests, the functions of httpx and its clients' methods all take. */
const KEYWORDS: ReadonlySet<string> = new Set(['url', 'params', 'headers', 'json', 'data', 'files', 'timeout']);
