import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED_AND_WEIGHED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';

export const blockingSocket = defineRule({
  id: 'blocking-socket',
  category: 'blocking',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Waiting for the network in a coroutine holds up the event loop.',
    'zh-cn': '在协程里等待网络，会阻塞事件循环。',
  },
  docs: {
    why: {
      en: [
        'Sockets, name look-ups, `select`, and the clients built on them (`smtplib`, `ftplib`, `paramiko`, …) wait in the thread of the event loop until the other side answers, and no other task runs meanwhile.',
        'asyncio has streams (`asyncio.open_connection()`), socket calls (`loop.sock_recv()`) and look-ups (`loop.getaddrinfo()`) that await; everything else can run in a thread.',
      ].join(' '),
      'zh-cn': [
        '套接字、域名解析、`select`，以及基于它们的客户端（`smtplib`、`ftplib`、`paramiko` 等），会在事件循环的线程里一直等到对方响应，期间其他任务都无法运行。',
        'asyncio 有可以等待的流（`asyncio.open_connection()`）、套接字调用（`loop.sock_recv()`）和域名解析（`loop.getaddrinfo()`）；其他的都可以在线程中运行。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import socket


          async def address_of(host):
              return socket.gethostbyname(host)


          print(asyncio.run(address_of("example.org")))
        `,
        good: python`
          import asyncio
          import socket


          async def address_of(host):
              return await asyncio.to_thread(socket.gethostbyname, host)


          print(asyncio.run(address_of("example.org")))
        `,
        claim: {
          stallMilliseconds: 500,
          when: { en: 'while the name server takes half a second to answer', 'zh-cn': '如果域名服务器要半秒才响应' },
        },
      },
    ],
    limits: {
      en: `${FOLLOWED_AND_WEIGHED.en} Connecting to the own machine, written as \`"127.0.0.1"\` or \`"localhost"\`, does not count, nor does a socket that a caller has made non-blocking.`,
      'zh-cn': `${FOLLOWED_AND_WEIGHED['zh-cn']}连接本机（写作 \`"127.0.0.1"\` 或 \`"localhost"\`）不报告，调用方已设为非阻塞的套接字也不报告。`,
    },
    peers: [],
  },
  supersededBy: moreTelling('blocking-socket'),
  visit: blockingVisitors('blocking-socket'),
});
