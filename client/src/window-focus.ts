import { type Disposable, l10n, type LogOutputChannel, window } from 'vscode';
import { methods } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

/** Tells the server when the user comes back from another program, which may have changed files unnoticed. */
export function watchWindow(server: Server, output: LogOutputChannel): Disposable {
  let wasFocused = window.state.focused;
  return window.onDidChangeWindowState(({ focused }) => {
    const cameBack = focused && !wasFocused;
    wasFocused = focused;
    if (!cameBack) return;
    void server.client?.sendNotification(methods.windowFocused).catch((error: unknown) => {
      output.warn(l10n.t('The server was not told that the window has the focus: {0}', String(error)));
    });
  });
}
