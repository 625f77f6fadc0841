import { ProgressLocation, type QuickPickItem, window, workspace } from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageclient/node';
import { methods, type FixWorkspaceParams } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

interface Choice extends QuickPickItem {
  readonly params: FixWorkspaceParams;
}

const choices: readonly Choice[] = [
  { params: { unsafe: false }, label: 'Safe fixes', description: 'they keep or repair what the code does' },
  {
    params: { unsafe: true },
    label: 'Safe fixes, and those to look at',
    description: 'a preview shows the latter first, to be chosen one by one',
  },
];

/** Mends all files of the workspace, in one step to undo. */
export async function fixWorkspace(server: Server): Promise<void> {
  const { client } = server;
  const choice = client && (await window.showQuickPick(choices, { placeHolder: 'Which fixes should be applied?' }));
  if (!client || !choice) return;
  const title = 'Async Pitfalls: fixing all files';
  const edit = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_, token) => client.sendRequest<WorkspaceEdit | null>(methods.fixWorkspace, choice.params, token),
  );
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (converted) await workspace.applyEdit(converted, { isRefactoring: true });
  else void window.showInformationMessage('Async Pitfalls: there is nothing in the workspace that can be fixed.');
}
