import { connect, type Socket } from 'node:net';
import {
  type Connection,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-languageserver/node';

const USAGE = 'Usage: server.js --stdio | --node-ipc | --socket=PORT | --pipe=NAME';

/** The connection that the command line asks for; undefined when it asks for none. Without its client the process ends. */
export function connectTo(args: readonly string[]): Connection | undefined {
  if (args.includes('--stdio')) return overStdio();
  if (args.includes('--node-ipc')) return overIpc();
  const port = option(args, '--socket');
  if (port !== undefined) return overSocket(connect(Number(port), '127.0.0.1'));
  const pipe = option(args, '--pipe');
  if (pipe !== undefined) return overSocket(connect(pipe));
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
function overStdio(): Connection {
  console.log = console.error;
  console.info = console.error;
  console.debug = console.error;
  return createConnection(process.stdin, process.stdout);
}

function overIpc(): Connection {
  process.once('disconnect', () => process.exit(1));
  return createConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
}

function overSocket(socket: Socket): Connection {
  socket.once('error', (error) => process.stderr.write(`${error.message}\n`));
  socket.once('close', () => process.exit(1));
  return createConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
}
