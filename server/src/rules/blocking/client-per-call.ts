import type { Call, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { asyncClients, keepsConnections } from '../../knowledge/blocking.ts';
import { loopBoundClients } from '../../knowledge/loop.ts';
import { joinTables } from '../../knowledge/name-table.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isRoute } from '../shared/routes.ts';

export const clientPerCall = defineRule({
  id: 'client-per-call',
  category: 'blocking',
  severity: 'off',
  fix: 'never',
  summary: 'A client or session that is made anew in each round of a loop, or for each request.',
  docs: {
    why: [
      'Clients keep connections open, so that the next call need not connect again.',
      'One that is made for each call connects each time, looks up names and agrees on keys anew, and loading certificates alone holds up the loop for some milliseconds.',
    ].join(' '),
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
    limits:
      'Only clients that are known by name, made in a loop or comprehension of a coroutine, or in a route. A client that is made because an older one is of no use any more looks the same.',
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
        message: `\`${calleeText(view, call)}()\` is made anew ${isRepeated ? 'in each round of the loop' : `for each call of \`${owner.name}()\``} and keeps no connection for the next; make it once and use it again.`,
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
