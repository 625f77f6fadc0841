import { Disposable, l10n, type LogOutputChannel, type Uri, workspace } from 'vscode';
import { type InterpreterParams, methods } from '../../server/src/lsp/protocol.ts';
import { pathSetting } from './path-setting.ts';
import { type PythonExtension, watchPythonExtension } from './python-extension.ts';
import type { Server } from './server.ts';

/** Tells the server each folder's interpreter: the one chosen in the Python extension, else the one of the setting. */
export function watchInterpreters(server: Server, output: LogOutputChannel): Disposable {
  let python: PythonExtension | undefined;
  const told = new Map<string | null, string>();

  async function tellFolder(folder: Uri | undefined): Promise<void> {
    const path = (await python?.interpreter(folder)) ?? pathSetting('interpreter', folder) ?? null;
    const params: InterpreterParams = { folder: folder?.toString() ?? null, path };
    const { client } = server;
    if (client === undefined || (told.get(params.folder) ?? null) === path) return;
    if (path === null) told.delete(params.folder);
    else told.set(params.folder, path);
    await client.sendNotification(methods.interpreter, params);
  }

  function tell(): void {
    const folders = workspace.workspaceFolders?.map(({ uri }) => uri) ?? [undefined];
    void Promise.all(folders.map(tellFolder)).catch((error: unknown) => {
      output.warn(l10n.t('The server was not told the interpreter: {0}', String(error)));
    });
  }

  return Disposable.from(
    watchPythonExtension(output, (found) => {
      python = found;
      tell();
    }),
    workspace.onDidChangeWorkspaceFolders(tell),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('asyncPitfalls.interpreter')) tell();
    }),
    server.onDidChangeState((state) => {
      if (state !== 'running') return;
      told.clear();
      tell();
    }),
  );
}
