import { l10n, ProgressLocation, type QuickPickItem, window, workspace } from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageclient';
import { methods, type FixWorkspaceParams } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

interface Choice extends QuickPickItem {
  readonly params: FixWorkspaceParams;
}

const choices = (): readonly Choice[] => [
  {
    params: { unsafe: false },
    label: l10n.t('Safe fixes'),
    description: l10n.t('they keep or repair what the code does'),
  },
  {
    params: { unsafe: true },
    label: l10n.t('Safe fixes, and those to look at'),
    description: l10n.t('a preview shows the latter first, to be chosen one by one'),
  },
];

/** Mends all files of the workspace, in one step to undo. */
export async function fixWorkspace(server: Server): Promise<void> {
  const { client } = server;
  const placeHolder = l10n.t('Which fixes should be applied?');
  const choice = client && (await window.showQuickPick(choices(), { placeHolder }));
  if (!client || !choice) return;
  const title = l10n.t('Async Pitfalls: fixing all files');
  const edit = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_, token) => client.sendRequest<WorkspaceEdit | null>(methods.fixWorkspace, choice.params, token),
  );
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (converted) await workspace.applyEdit(converted, { isRefactoring: true });
  else {
    const message = l10n.t('Async Pitfalls: there is nothing in the workspace that can be fixed.');
    void window.showInformationMessage(message);
  }
}
