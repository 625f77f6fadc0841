import { type CodeAction, commands, l10n, Range, window } from 'vscode';

const KIND = 'source.fixAll.asyncPitfalls';

/** Fixes all of the open file that can be fixed safely, or says that there is nothing of this kind. */
export async function fixAll(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !(await isOffered(document.uri))) {
    const message = l10n.t('Async Pitfalls: there is nothing in this file that can be fixed safely.');
    void window.showInformationMessage(message);
    return;
  }
  // The editor's own way to apply a source action: it formats the edit and makes it one undo step.
  await commands.executeCommand('editor.action.sourceAction', { kind: KIND, apply: 'first' });
}

async function isOffered(uri: unknown): Promise<boolean> {
  const actions = await commands.executeCommand<readonly CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    new Range(0, 0, 0, 0),
    KIND,
  );
  return actions.some(({ kind }) => kind?.value === KIND);
}
