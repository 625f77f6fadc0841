import type { ArgumentPlace } from '../argument-place.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';
import type { ArgumentCondition, BlockingCall } from './blocking-call.ts';

/** Sockets, TLS, name look-ups and the protocols on top, HTTP apart. */
const connecting: BlockingCall = {
  rule: 'blocking-socket',
  counterpart: {
    asyncio: '`asyncio.open_connection()`',
    anyio: '`anyio.connect_tcp()`',
    trio: '`trio.open_tcp_stream()`',
  },
};
const onLoop = (name: string): BlockingCall => ({
  rule: 'blocking-socket',
  counterpart: { asyncio: `\`loop.${name}()\``, anyio: '`anyio.connect_tcp()`', trio: '`trio.socket`' },
});
const lookingUp: BlockingCall = {
  rule: 'blocking-socket',
  counterpart: { asyncio: '`loop.getaddrinfo()`', anyio: '`anyio.getaddrinfo()`', trio: '`trio.socket.getaddrinfo()`' },
};
const lookingUpName: BlockingCall = {
  rule: 'blocking-socket',
  counterpart: { asyncio: '`loop.getnameinfo()`', anyio: '`anyio.getnameinfo()`', trio: '`trio.socket.getnameinfo()`' },
};
const address: ArgumentPlace = { position: 0, name: 'address' };
const socketOnly: BlockingCall = { rule: 'blocking-socket' };
const counterpart = (asyncio: string): BlockingCall => ({ rule: 'blocking-socket', counterpart: { asyncio } });

const sockets: NameTable<BlockingCall> = joinTables(
  under('socket', 'create_connection', { ...connecting, address }),
  under('socket', 'getaddrinfo', {
    ...lookingUp,
    unless: [{ argument: { position: 5, name: 'flags' }, passed: true }],
  }),
  under('socket', 'gethostbyname gethostbyname_ex', lookingUp),
  under('socket', 'getnameinfo gethostbyaddr getfqdn', lookingUpName),
  under('socket.socket', 'connect connect_ex', { ...onLoop('sock_connect'), address }),
  under('socket.socket', 'accept', onLoop('sock_accept')),
  under('socket.socket', 'send sendall sendmsg', onLoop('sock_sendall')),
  under('socket.socket', 'sendto', onLoop('sock_sendto')),
  under('socket.socket', 'sendfile', onLoop('sock_sendfile')),
  under('socket.socket', 'recv recvmsg recvmsg_into', onLoop('sock_recv')),
  under('socket.socket', 'recv_into', onLoop('sock_recv_into')),
  under('socket.socket', 'recvfrom', onLoop('sock_recvfrom')),
  under('socket.socket', 'recvfrom_into', onLoop('sock_recvfrom_into')),
  under(
    'ssl.SSLSocket',
    'read write connect connect_ex accept do_handshake send sendall sendto recv recv_into recvfrom recvfrom_into',
    connecting,
  ),
  under('ssl', 'get_server_certificate', socketOnly),
  under('socketserver.BaseServer', 'serve_forever handle_request', counterpart('`asyncio.start_server()`')),
  under('multiprocessing.connection.Connection', 'recv send recv_bytes send_bytes', socketOnly),
);

const timeout = (position: number): readonly ArgumentCondition[] => [
  { argument: { position, name: 'timeout' }, equals: 0 },
];
const readiness: BlockingCall = {
  rule: 'blocking-socket',
  counterpart: {
    asyncio: '`loop.add_reader()`',
    anyio: '`anyio.wait_readable()`',
    trio: '`trio.lowlevel.wait_readable()`',
  },
};

const selectors: NameTable<BlockingCall> = joinTables(
  under('select', 'select', { ...readiness, unless: timeout(3) }),
  under('select.poll', 'poll', { ...readiness, unless: timeout(0) }),
  under('select.epoll', 'poll', { ...readiness, unless: timeout(0) }),
  under('select.kqueue', 'control', { ...readiness, unless: timeout(2) }),
  ...['Base', 'Default', 'Select', 'Poll', 'Epoll', 'Kqueue'].map((name) =>
    under<BlockingCall>(`selectors.${name}Selector`, 'select', { ...readiness, unless: timeout(0) }),
  ),
);

const smtp = counterpart('`aiosmtplib`');
const ftp = counterpart('`aioftp`');
const SMTP_CALLS = 'connect ehlo helo starttls login mail rcpt data sendmail send_message quit noop verify __exit__';
const FTP_CALLS = `connect login retrbinary retrlines storbinary storlines transfercmd nlst dir mlsd cwd pwd mkd rmd
  delete rename size sendcmd voidcmd quit __exit__`;
const IMAP_CALLS = `login authenticate select search fetch store copy append create delete rename list status expunge uid
  noop logout starttls`;
/** Connects only when a host is given. */
const withHost = (call: BlockingCall): BlockingCall => ({
  ...call,
  unless: [{ argument: { position: 0, name: 'host' }, passed: false }],
});

const mailAndFiles: NameTable<BlockingCall> = joinTables(
  under('smtplib', 'SMTP SMTP_SSL LMTP', withHost(smtp)),
  under('smtplib.SMTP', SMTP_CALLS, smtp),
  under('ftplib', 'FTP FTP_TLS', withHost(ftp)),
  under('ftplib.FTP', FTP_CALLS, ftp),
  under('imaplib', 'IMAP4 IMAP4_SSL IMAP4_stream', counterpart('`aioimaplib`')),
  under('imaplib.IMAP4', IMAP_CALLS, counterpart('`aioimaplib`')),
  under('poplib', 'POP3 POP3_SSL', socketOnly),
  under('poplib.POP3', 'user pass_ stat list retr dele top uidl noop quit stls', socketOnly),
);

export const socketCalls: NameTable<BlockingCall> = joinTables(sockets, selectors, mailAndFiles);

/** What a socket or pipe that does not wait raises where it would have to. */
export const notReadyErrors: NameTable<true> = joinTables(
  { 'builtins.BlockingIOError': true },
  under('ssl', 'SSLWantReadError SSLWantWriteError', true),
);
