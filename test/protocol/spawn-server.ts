import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  SocketMessageReader,
  SocketMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

export type Transport = 'stdio' | 'node-ipc' | 'socket';

export interface SpawnedServer {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
}

/** Runs `command` (a script and its arguments) in a node of its own and connects to it. */
export function spawnServer(command: readonly string[], transport: Transport): SpawnedServer | Promise<SpawnedServer> {
  switch (transport) {
    case 'stdio':
      return overStdio(command);
    case 'node-ipc':
      return overIpc(command);
    case 'socket':
      return overSocket(command);
  }
}

function overStdio(command: readonly string[]): SpawnedServer {
  const child = spawn(process.execPath, [...command, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  return {
    child,
    connection: createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
  };
}

function overIpc(command: readonly string[]): SpawnedServer {
  const child = spawn(process.execPath, [...command, '--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return { child, connection: createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child)) };
}

async function overSocket(command: readonly string[]): Promise<SpawnedServer> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as { port: number };
  const child = spawn(process.execPath, [...command, `--socket=${port}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [socket] = (await once(listener, 'connection')) as [Socket];
  listener.close();
  return {
    child,
    connection: createProtocolConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket)),
  };
}
