import { connect, type Socket } from 'node:net';
import {
  type Connection,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageStrategy,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-languageserver/node';

const USAGE = 'Usage: server.js --stdio | --node-ipc | --socket=PORT | --pipe=NAME';

/** The connection that the command line asks for; undefined when it asks for none. Without its client the process ends. */
export function connectTo(args: readonly string[], messageStrategy: MessageStrategy): Connection | undefined {
  if (args.includes('--stdio')) return overStdio(messageStrategy);
  if (args.includes('--node-ipc')) return overIpc(messageStrategy);
  const port = option(args, '--socket');
  if (port !== undefined) return overSocket(connect(Number(port), '127.0.0.1'), messageStrategy);
  const pipe = option(args, '--pipe');
  if (pipe !== undefined) return overSocket(connect(pipe), messageStrategy);
  process.stderr.write(`${USAGE}\n`);
  return undefined;
}

/** `--name=value` or `--name value`. */
function option(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const arg = args[at];
  return arg === name ? args[at + 1] : arg?.slice(name.length + 1);
}

/** The library ends the process with stdin. What prints to the console must not end up among the messages. */
function overStdio(messageStrategy: MessageStrategy): Connection {
  console.log = console.error;
  console.info = console.error;
  console.debug = console.error;
  return createConnection(process.stdin, process.stdout, { messageStrategy });
}

function overIpc(messageStrategy: MessageStrategy): Connection {
  process.once('disconnect', () => process.exit(1));
  return createConnection(new IPCMessageReader(process), new IPCMessageWriter(process), { messageStrategy });
}

function overSocket(socket: Socket, messageStrategy: MessageStrategy): Connection {
  socket.once('error', (error) => process.stderr.write(`${error.message}\n`));
  socket.once('close', () => process.exit(1));
  return createConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket), { messageStrategy });
}
