import { joinTables, under, type NameTable } from '../name-table.ts';
import { either } from '../words.ts';
import type { BlockingCall } from './blocking-call.ts';

/** What other tasks could use in place of a synchronous HTTP client. Building a request or a client sends nothing and is absent. */
export const http: BlockingCall = {
  rule: 'blocking-http',
  counterpart: {
    asyncio: either('httpx.AsyncClient', 'aiohttp.ClientSession'),
    anyio: '`httpx.AsyncClient`',
    trio: '`httpx.AsyncClient`',
  },
};
const fetches = (name: string): BlockingCall => ({
  ...http,
  fetches: { from: { position: 0, name }, what: 'URL' },
});

export const httpClients: NameTable<BlockingCall> = joinTables(
  under('urllib.request', 'urlopen urlretrieve', fetches('url')),
  under('urllib.request.OpenerDirector', 'open', fetches('fullurl')),
  under('http.client.HTTPConnection', 'connect request putrequest endheaders send getresponse', http),
  under('http.client.HTTPResponse', 'read readinto read1 readline', http),
  under('http.server.HTTPServer', 'serve_forever handle_request', { rule: 'blocking-http' }),
  under('xmlrpc.client._Method', '__call__', http),
  under('urllib.robotparser.RobotFileParser', 'read', http),
);
