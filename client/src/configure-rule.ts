import { ConfigurationTarget, l10n, type QuickPickItem, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { BaseLanguageClient, TextEdit } from 'vscode-languageclient';
import {
  type ConfigureRuleChange as Change,
  type ConfigureRuleParams,
  methods,
  type SettingsFile,
  type SettingsFileParams,
} from '../../server/src/lsp/protocol.ts';
import { findingsAt, ruleOf } from './findings.ts';
import type { Server } from './server.ts';

interface Choice extends QuickPickItem {
  readonly change: Change;
}

/**
 * Lets the user choose what becomes of a rule, and writes that to the pyproject.toml that has our table, else to the
 * settings of the workspace. The rule and the file are the named ones, else those at the cursor.
 */
export async function configureRule(server: Server, named: readonly unknown[]): Promise<void> {
  const target = named.length === 2 ? { rule: String(named[0]), uri: Uri.parse(String(named[1])) } : targetAtCursor();
  const client = server.client;
  if (target === undefined || client === undefined) {
    void window.showInformationMessage(l10n.t('There is no finding at the cursor whose rule could be configured.'));
    return;
  }
  const { rule, uri } = target;
  const params: SettingsFileParams = { uri: uri.toString() };
  const file = await client.sendRequest<SettingsFile | null>(methods.settingsFile, params);
  if (file === null) return;
  const placeHolder = l10n.t('What should become of {0}?', rule);
  const choice = await window.showQuickPick(choices(rule, file), { placeHolder });
  if (choice === undefined) return;
  const change = file.uri === null && !hasFolder() ? await askWhere(rule, choice.change) : choice.change;
  if (change === undefined) return;
  if (change === 'ignore-in-file') await edit(client, uri, { ...file, rule, change });
  else if (file.uri === null) await changeSettings(uri, rule, change, file.tests);
  else await edit(client, Uri.parse(file.uri), { ...file, rule, change });
}

const hasFolder = (): boolean => workspace.workspaceFolders !== undefined;

/** Without a folder only the user's own settings are left, which count everywhere: nothing is written there unasked. */
async function askWhere(rule: string, change: Change): Promise<Change | undefined> {
  if (change === 'ignore-in-file') return change;
  const everywhere: Choice = {
    change,
    label: l10n.t('In the user settings'),
    description: l10n.t('for all files and folders'),
  };
  const here: Choice = {
    change: 'ignore-in-file',
    label: l10n.t('In this file'),
    description: l10n.t('by a comment that ignores {0}', rule),
  };
  const placeHolder = l10n.t('No folder is open. Where should this be written?');
  return (await window.showQuickPick([everywhere, here], { placeHolder }))?.change;
}

function targetAtCursor(): { rule: string; uri: Uri } | undefined {
  const editor = window.activeTextEditor;
  const finding = editor && findingsAt(editor.document.uri, editor.selection)[0];
  return finding && { rule: ruleOf(finding), uri: editor.document.uri };
}

function choices(rule: string, { uri, tests }: SettingsFile): Choice[] {
  const editor = hasFolder() ? l10n.t('in the settings of the workspace') : l10n.t('in the user settings');
  const description = uri === null ? editor : l10n.t('in {0}', workspace.asRelativePath(Uri.parse(uri)));
  const inSettings = (change: Change, label: string): Choice => ({ change, label, description });
  return [
    inSettings(
      'turn-off',
      hasFolder() ? l10n.t('Turn off {0} for this workspace', rule) : l10n.t('Turn off {0}', rule),
    ),
    inSettings('error', l10n.t('Report {0} as an error', rule)),
    inSettings('warning', l10n.t('Report {0} as a warning', rule)),
    inSettings('information', l10n.t('Report {0} as information', rule)),
    inSettings('hint', l10n.t('Report {0} as a hint', rule)),
    { change: 'ignore-in-file', label: l10n.t('Ignore {0} in this file', rule), description: l10n.t('by a comment') },
    { ...inSettings('ignore-in-tests', l10n.t('Ignore {0} in tests', rule)), detail: tests },
  ];
}

/** The server makes the edit for the text that the editor has, which may not be saved yet. */
async function edit(client: BaseLanguageClient, uri: Uri, request: Omit<ConfigureRuleParams, 'text'>): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const wasSaved = !document.isDirty;
  const params: ConfigureRuleParams = { ...request, text: document.getText() };
  const change = await client.sendRequest<TextEdit | null>(methods.configureRule, params);
  const [converted] = change ? await client.protocol2CodeConverter.asTextEdits([change]) : [];
  if (converted === undefined) {
    const file = workspace.asRelativePath(uri);
    void window.showWarningMessage(l10n.t('{0} could not be changed; please edit it by hand.', file));
    return;
  }
  const edits = new WorkspaceEdit();
  edits.set(uri, [converted]);
  await workspace.applyEdit(edits);
  // Settings count when they are on disk; a Python file is the user's to save.
  if (wasSaved && request.change !== 'ignore-in-file') await document.save();
}

async function changeSettings(uri: Uri, rule: string, change: Change, tests: string): Promise<void> {
  const settings = workspace.getConfiguration('asyncPitfalls', uri);
  const target = hasFolder() ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  if (change === 'turn-off') {
    await settings.update('ignore', [...settings.get<readonly string[]>('ignore', []), rule], target);
  } else if (change === 'ignore-in-tests') {
    const globs = settings.get<Readonly<Record<string, readonly string[]>>>('perFileIgnores', {});
    await settings.update('perFileIgnores', { ...globs, [tests]: [...(globs[tests] ?? []), rule] }, target);
  } else {
    const severities = settings.get<Readonly<Record<string, string>>>('severity', {});
    await settings.update('severity', { ...severities, [rule]: change }, target);
  }
}
