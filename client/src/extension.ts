import { type ExtensionContext, window } from 'vscode';
import { registerCommands } from './commands.ts';
import { watchInterpreters } from './interpreter.ts';
import { watchCursor } from './cursor.ts';
import { createServer, type Server } from './server.ts';
import { createStatusItem } from './status-item.ts';
import { watchWindow } from './window-focus.ts';

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Async Pitfalls', { log: true });
  server = createServer(context, output);
  context.subscriptions.push(
    output,
    createStatusItem(server),
    registerCommands(context, server, output),
    watchInterpreters(server, output),
    watchWindow(server, output),
    watchCursor(server, output),
  );
  void server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
