import type { Call, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { asyncClients, keepsConnections } from '../../knowledge/blocking.ts';
import { loopBoundClients } from '../../knowledge/loop.ts';
import { joinTables } from '../../knowledge/name-table.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isRoute } from '../shared/routes.ts';

export const clientPerCall = defineRule({
  id: 'client-per-call',
  category: 'blocking',
  severity: 'off',
  fix: 'never',
  summary: {
    en: 'A client or session that is made anew in each round of a loop, or for each request.',
    'zh-cn': '循环的每一轮或每个请求都重新创建客户端或会话。',
  },
  docs: {
    why: {
      en: [
        'Clients keep connections open, so that the next call need not connect again.',
        'One that is made for each call connects each time, looks up names and agrees on keys anew, and loading certificates alone holds up the loop for some milliseconds.',
      ].join(' '),
      'zh-cn':
        '客户端会保持连接打开，下一次调用就不必重新连接。每次调用都新建客户端，就要每次都重新连接、解析域名、协商密钥；单是加载证书，就会阻塞事件循环几毫秒。',
    },
    examples: [
      {
        bad: python`
          import httpx


          async def load(urls):
              pages = []
              for url in urls:
                  async with httpx.AsyncClient() as client:
                      pages.append(await client.get(url))
              return pages
        `,
        good: python`
          import httpx


          async def load(urls):
              pages = []
              async with httpx.AsyncClient() as client:
                  for url in urls:
                      pages.append(await client.get(url))
              return pages
        `,
        claim: { because: 'It works, and costs time: how much depends on the server and the network.' },
      },
    ],
    limits: {
      en: 'Only clients that are known by name, made in a loop or comprehension of a coroutine, or in a route. A client that is made because an older one is of no use any more looks the same.',
      'zh-cn':
        '只看按名称已知的客户端，并且要在协程的循环、推导式或路由里创建。因为旧的客户端已经不能用而新建一个，看上去也是一样的。',
    },
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      const owner = view.coroutineAround(call);
      if (!owner || !isClient(view, call)) return;
      const isRepeated = isInLoop(view, call);
      if (!isRepeated && !isRoute(view, owner)) return;
      report({
        at: call,
        message: isRepeated ? texts.inLoop(calleeText(view, call)) : texts.perCall(calleeText(view, call), owner.name),
      });
    },
  },
});

const isClient = (view: ChunkView, call: Call): boolean => view.lookupCall(call, CLIENTS) !== undefined;

const CLIENTS = joinTables<unknown>(loopBoundClients, asyncClients, keepsConnections);

function isInLoop(view: ChunkView, node: Node): boolean {
  let inner = node;
  for (const outer of ancestors(view.facts, node)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') return false;
    if (outer.kind === 'While') return true;
    if (outer.kind === 'For' && inner !== outer.iter) return true;
    if (outer.kind === 'Comprehension' && inner === outer.element) return true;
    inner = outer;
  }
  return false;
}

const texts = {
  inLoop: localized({
    en: (client: string) =>
      `\`${client}()\` is made anew in each round of the loop and keeps no connection for the next; make it once and use it again.`,
    'zh-cn': (client) => `每次循环都会新建一个 \`${client}()\`，连接无法保留给下一次使用；请只创建一次，重复使用。`,
  }),
  perCall: localized({
    en: (client: string, owner: string) =>
      `\`${client}()\` is made anew for each call of \`${owner}()\` and keeps no connection for the next; make it once and use it again.`,
    'zh-cn': (client, owner) =>
      `每次调用 \`${owner}()\` 都会新建一个 \`${client}()\`，连接无法保留给下一次使用；请只创建一次，重复使用。`,
  }),
};
