import { joinTables, under, type NameTable } from '../name-table.ts';
import type { BlockingCall } from './blocking-call.ts';

/** Synchronous HTTP clients. Building a request or a client sends nothing and is absent. */
const http: BlockingCall = {
  rule: 'blocking-http',
  twin: {
    asyncio: '`httpx.AsyncClient` or `aiohttp.ClientSession`',
    anyio: '`httpx.AsyncClient`',
    trio: '`httpx.AsyncClient`',
  },
};
const httpx: BlockingCall = {
  rule: 'blocking-http',
  twin: { asyncio: '`httpx.AsyncClient`', anyio: '`httpx.AsyncClient`', trio: '`httpx.AsyncClient`' },
};
const httpx2: BlockingCall = {
  rule: 'blocking-http',
  twin: { asyncio: '`httpx2.AsyncClient`', anyio: '`httpx2.AsyncClient`', trio: '`httpx2.AsyncClient`' },
};

const fetches = (name: string, what: 'URL' | 'address'): BlockingCall => ({
  ...http,
  fetches: { from: { position: 0, name }, what },
});

const VERBS = 'get post put patch delete head options request';

const pooled: NameTable<BlockingCall> = joinTables(
  ...['PoolManager', 'ProxyManager', 'HTTPConnectionPool', 'HTTPSConnectionPool'].map((name) =>
    under<BlockingCall>(`urllib3.${name}`, 'request urlopen request_encode_url request_encode_body', http),
  ),
  under('urllib3', 'request', http),
);

const standardLibrary: NameTable<BlockingCall> = joinTables(
  under('urllib.request', 'urlopen urlretrieve', fetches('url', 'URL')),
  under('urllib.request.OpenerDirector', 'open', fetches('fullurl', 'URL')),
  under('http.client.HTTPConnection', 'connect request putrequest endheaders send getresponse', http),
  under('http.client.HTTPResponse', 'read readinto read1 readline', http),
  under('http.server.HTTPServer', 'serve_forever handle_request', { rule: 'blocking-http' }),
  under('xmlrpc.client._Method', '__call__', http),
  under('urllib.robotparser.RobotFileParser', 'read', http),
);

export const httpClients: NameTable<BlockingCall> = joinTables(
  standardLibrary,
  pooled,
  under('requests', VERBS, http),
  under('requests.Session', `${VERBS} send`, http),
  under('httpx', `${VERBS} stream`, httpx),
  under('httpx.Client', `${VERBS} stream send close`, httpx),
  under('httpx2', `${VERBS} stream`, httpx2),
  under('httpx2.Client', `${VERBS} stream send close`, httpx2),
  under('httplib2.Http', 'request', http),
  under('feedparser', 'parse', fetches('url_file_stream_or_string', 'address')),
);
