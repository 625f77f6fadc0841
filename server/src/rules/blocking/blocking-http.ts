import { callClient } from '../../fixes/async-client.ts';
import { callSession } from '../../fixes/async-response.ts';
import type { Fix } from '../../fixes/fix.ts';
import { under, type NameTable } from '../../knowledge/name-table.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { handlersAround, namesException } from '../shared/caught-here.ts';
import { FOLLOWED_AND_WEIGHED, STREAMED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread, withAsyncClient } from '../shared/blocking-fixes.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';
import { titles } from '../shared/titles.ts';

export const blockingHttp = defineRule({
  id: 'blocking-http',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'A synchronous HTTP request in a coroutine holds up the event loop.',
    'zh-cn': '协程里的同步 HTTP 请求会阻塞事件循环。',
  },
  docs: {
    why: {
      en: [
        '`requests`, `urllib`, `urllib3`, `http.client` and the plain functions and `Client` of `httpx` wait in the thread that calls them. In a coroutine that is the thread of the event loop: until the server has answered, no other task runs.',
        'Use a client that awaits (`httpx.AsyncClient`, `aiohttp.ClientSession`), or make the call in a thread.',
      ].join(' '),
      'zh-cn': [
        '`requests`、`urllib`、`urllib3`、`http.client`，以及 `httpx` 的普通函数和 `Client`，都在调用它们的线程里等待。在协程里，那就是事件循环的线程：在服务器响应之前，其他任务都无法运行。',
        '请改用可以等待的客户端（`httpx.AsyncClient`、`aiohttp.ClientSession`），或者在线程中进行这个调用。',
      ].join(''),
    },
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
          when: { en: 'while the server takes half a second to answer', 'zh-cn': '如果服务器要半秒才响应' },
          modules: ['requests'],
        },
      },
    ],
    limits: {
      en: `${FOLLOWED_AND_WEIGHED.en} ${STREAMED.en} Opening a URL that begins with \`data:\`, as far as the function or all its callers ask for that, is no request, nor is \`feedparser.parse()\` of what an \`await\` has given.`,
      'zh-cn': `${FOLLOWED_AND_WEIGHED['zh-cn']}${STREAMED['zh-cn']}打开以 \`data:\` 开头的 URL 不算请求，前提是函数自身或它的所有调用方都检查了这一点；对 \`await\` 得到的内容调用 \`feedparser.parse()\` 也不算。`,
    },
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

/** `requests.get(url)` → `await client.get(url)`, where the file has an `httpx.AsyncClient` or an `aiohttp.ClientSession`. */
function withClient({ view, site, isDirect }: BlockingCase): readonly Fix[] {
  const sender = isDirect && site.kind === 'Call' ? view.lookupCall(site, SENDERS) : undefined;
  if (!sender || site.kind !== 'Call') return [];
  const { clientClass, method, isOwn } = sender;
  const isUnderstood = site.args.every(({ name, stars }, i) =>
    name === undefined ? stars === 0 && i < (method === 'request' ? 2 : 1) : KEYWORDS.has(name),
  );
  if (!isUnderstood) return [];
  const isCaught = [...handlersAround(view, site)].some(({ type }) => type && !namesException(view, type, ANY));
  const sendsFiles = site.args.some(({ name }) => name === 'files');
  const called =
    (isCaught && !isOwn ? undefined : callClient(view, site, clientClass, method)) ??
    (isCaught || sendsFiles ? undefined : callSession(view, site, method));
  return called ? [{ title: titles.awaitInstead(`${called.callee}()`), safety: 'unsafe', edits: called.edits }] : [];
}

/** What also catches the errors of another library. */
const ANY = under('builtins', 'Exception BaseException', true);

interface Sender {
  /** Whose method of the same name sends the same. */
  readonly clientClass: string;
  readonly method: string;
  /** It is of the client's library, and raises the same errors. */
  readonly isOwn: boolean;
}

const SENDERS: NameTable<Sender> = Object.fromEntries(
  ['requests', 'httpx', 'httpx2'].flatMap((library) =>
    ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request'].map((method) => [
      `${library}.${method}`,
      {
        clientClass: `${library === 'requests' ? 'httpx' : library}.AsyncClient`,
        method,
        isOwn: library !== 'requests',
      },
    ]),
  ),
);

/** What requests, the functions of httpx and its clients' methods all take. */
const KEYWORDS: ReadonlySet<string> = new Set(['url', 'params', 'headers', 'json', 'data', 'files', 'timeout']);
