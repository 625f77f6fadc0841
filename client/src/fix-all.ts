import { type CodeAction, commands, l10n, Range, type TextDocument, window, workspace } from 'vscode';

const KIND = 'source.fixAll.asyncPitfalls';
const NOTEBOOK_KIND = `notebook.${KIND}`;

/** Fixes all of the open file or notebook that can be fixed safely, or says that there is nothing of this kind. */
export async function fixAll(): Promise<void> {
  const document = window.activeTextEditor?.document ?? firstCell();
  const isCell = document?.uri.scheme === 'vscode-notebook-cell';
  const action = document && (await offered(document, isCell ? NOTEBOOK_KIND : KIND));
  if (action === undefined) {
    const message = l10n.t('Async Pitfalls: there is nothing in this file that can be fixed safely.');
    void window.showInformationMessage(message);
  } else if (isCell) {
    // Source actions of the editor are about one cell.
    if (action.edit) await workspace.applyEdit(action.edit);
  } else {
    // The editor's own way to apply a source action: it formats the edit and makes it one undo step.
    await commands.executeCommand('editor.action.sourceAction', { kind: KIND, apply: 'first' });
  }
}

/** For notebooks in which no cell is being edited. */
const firstCell = (): TextDocument | undefined =>
  window.activeNotebookEditor?.notebook.getCells().find(({ document }) => document.languageId === 'python')?.document;

async function offered({ uri }: TextDocument, kind: string): Promise<CodeAction | undefined> {
  const actions = await commands.executeCommand<readonly CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    new Range(0, 0, 0, 0),
    kind,
  );
  return actions.find((action) => action.kind?.value === kind);
}
