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
  summary: 'Waiting for the network in a coroutine holds up the event loop.',
  docs: {
    why: [
      'Sockets, name look-ups, `select`, and the clients built on them (`smtplib`, `ftplib`, `paramiko`, …) wait in the thread of the event loop until the other side answers, and no other task runs meanwhile.',
      'asyncio has streams (`asyncio.open_connection()`), socket calls (`loop.sock_recv()`) and look-ups (`loop.getaddrinfo()`) that await; everything else can run in a thread.',
    ].join(' '),
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
        claim: { stallMilliseconds: 500, when: 'while the name server takes half a second to answer' },
      },
    ],
    limits: `${FOLLOWED_AND_WEIGHED} Connecting to the own machine, written as \`"127.0.0.1"\` or \`"localhost"\`, does not count.`,
    peers: [],
  },
  supersededBy: moreTelling('blocking-socket'),
  visit: blockingVisitors('blocking-socket'),
});
