import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { registerCheckTask } from './check-task.ts';
import { cacheFolder } from './clear-cache.ts';
import { type Connect, ID, NAME, withOptions } from './client.ts';
import { watchInterpreters } from './interpreter.ts';
import { pathSetting } from './path-setting.ts';
import type { Server } from './server.ts';
import { start } from './start.ts';

let server: Server | undefined;

/** On the desktop the server is a process: of the program that the user names, else of the one that is packed here. */
const connect: Connect = (context, options) => {
  const command = pathSetting('path', workspace.workspaceFolders?.[0]?.uri);
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const server: ServerOptions =
    command === undefined
      ? { module, transport: TransportKind.ipc }
      : { command, args: ['server', '--stdio'], transport: TransportKind.stdio };
  return new LanguageClient(ID, NAME, server, withOptions(options, { cacheFolder: cacheFolder(context).fsPath }));
};

export function activate(context: ExtensionContext): void {
  const started = start(context, connect);
  const own = started.server;
  server = own;
  context.subscriptions.push(
    watchInterpreters(own, started.output),
    registerCheckTask(),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('asyncPitfalls.path')) void own.restart();
    }),
  );
  void own.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
