import { Disposable, l10n, type LogOutputChannel, type TextEditor, window } from 'vscode';
import { type CursorParams, methods } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

/** Tells the server when the cursor goes to another line: findings of a line that is being typed wait for that. */
export function watchCursor(server: Server, output: LogOutputChannel): Disposable {
  let last = '';
  function tell(editor: TextEditor | undefined): void {
    const uri = editor?.document.uri.toString() ?? null;
    const position = editor?.selection.active ?? { line: 0, character: 0 };
    const place = `${uri} ${position.line}`;
    if (place === last) return;
    last = place;
    const params: CursorParams = { uri, position: { line: position.line, character: position.character } };
    void server.client?.sendNotification(methods.cursor, params).catch((error: unknown) => {
      output.warn(l10n.t('The server was not told where the cursor is: {0}', String(error)));
    });
  }
  return Disposable.from(
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) tell(textEditor);
    }),
    window.onDidChangeActiveTextEditor(tell),
  );
}
