import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { cacheFolder } from './clear-cache.ts';
import { type Connect, ID, NAME, withOptions } from './client.ts';
import { watchInterpreters } from './interpreter.ts';
import type { Server } from './server.ts';
import { start } from './start.ts';

let server: Server | undefined;

/** On the desktop the server is a process. */
const connect: Connect = (context, options) => {
  const { fsPath } = Uri.joinPath(context.extensionUri, 'dist', 'server.js');
  const server: ServerOptions = { module: fsPath, transport: TransportKind.ipc };
  return new LanguageClient(ID, NAME, server, withOptions(options, { cacheFolder: cacheFolder(context).fsPath }));
};

export function activate(context: ExtensionContext): void {
  const started = start(context, connect);
  ({ server } = started);
  context.subscriptions.push(watchInterpreters(server, started.output));
  void server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
