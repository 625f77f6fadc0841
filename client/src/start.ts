import { type Disposable, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import type { Connect } from './client.ts';
import { registerCommands } from './commands.ts';
import { watchCursor } from './cursor.ts';
import { pythonFiles } from './python-files.ts';
import { createServer, type Server } from './server.ts';
import { createStatusItem } from './status-item.ts';
import { watchWindow } from './window-focus.ts';

export interface Started {
  readonly server: Server;
  readonly output: LogOutputChannel;
}

/** What the extension is on the desktop and in the Web alike. */
export function start(context: ExtensionContext, connect: Connect): Started {
  const output = window.createOutputChannel('Async Pitfalls', { log: true });
  const server = createServer(connect, context, output);
  context.subscriptions.push(
    output,
    createStatusItem(server),
    registerCommands(context, server, output),
    watchWindow(server, output),
    watchCursor(server, output),
    watchFolders(server),
  );
  return { server, output };
}

/** A client knows from its start which documents it is for: a folder in another place needs a new one. */
function watchFolders(server: Server): Disposable {
  const schemes = (): string => JSON.stringify(pythonFiles());
  let known = schemes();
  return workspace.onDidChangeWorkspaceFolders(() => {
    if (schemes() === known) return;
    known = schemes();
    void server.restart();
  });
}
