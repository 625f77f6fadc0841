import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type CodeAction,
  commands,
  ConfigurationTarget,
  DiagnosticSeverity,
  env,
  languages,
  Position,
  type TextDocument,
  Uri,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { findingsOf, open, restore, ruleOf, rulesOf, until, untilRules } from './support.ts';

/** What the comparison with other extensions names, and no other file here tries. */
describe('as the comparison says,', () => {
  let document: TextDocument;
  const changed = new Set<string>();

  beforeEach(async () => {
    document = await open('app', 'mistakes.py');
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  afterEach(async () => {
    for (const name of changed) await setting(name, undefined);
    changed.clear();
    await restore(document);
  });

  it('all findings of one rule in a file are fixed at once', async () => {
    const line = lineOf('    fetch()');
    await change((edit) => edit.insert(document.uri, new Position(line, 0), '    fetch()\n'));
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine', 'unawaited-coroutine');
    await apply(await action('Fix all unawaited-coroutine in this file'));
    await untilRules(document, 'blocking-sleep');
  });

  it('a comment silences a finding', async () => {
    await apply(await action('Ignore unawaited-coroutine on this line'));
    await untilRules(document, 'blocking-sleep');
    assert.match(document.getText(), /fetch\(\) {2}# async-pitfalls: ignore\[unawaited-coroutine\]/);
  });

  it('actions of the lightbulb are left out', async () => {
    await setting('codeAction.ignore', false);
    while ((await titles()).some((title) => title.startsWith('Ignore '))) await pause(25);
    assert.ok((await titles()).includes('Await `fetch()`'));
  });

  it('a rule is turned off from a finding', async () => {
    changed.add('ignore');
    const configured = commands.executeCommand(
      'asyncPitfalls.configureRule',
      'blocking-sleep',
      document.uri.toString(),
    );
    await acceptUntil(configured);
    await untilRules(document, 'unawaited-coroutine');
  });

  it('the severity of a rule is set', async () => {
    await setting('severity', { 'blocking-sleep': 'information' });
    const severity = () => findingsOf(document).find((finding) => ruleOf(finding) === 'blocking-sleep')?.severity;
    await until(
      () => severity() === DiagnosticSeverity.Information || undefined,
      () => String(severity()),
    );
  });

  it('files are left out by a setting', async () => {
    const closed = Uri.joinPath(document.uri, '..', 'other.py');
    const found = () => languages.getDiagnostics(closed).length;
    await until(
      () => found() > 0 || undefined,
      () => 'nothing in other.py',
    );
    await setting('exclude', ['other.py']);
    await until(
      () => found() === 0 || undefined,
      () => `${String(found())} findings in other.py`,
    );
  });

  it('what is wrong in the settings of a project is told in their file', async () => {
    const file = join(document.uri.fsPath, '..', 'pyproject.toml');
    writeFileSync(file, '[tool.async-pitfalls]\nignore = ["blocking-slep"]\n');
    const told = () => languages.getDiagnostics(Uri.file(file)).map(({ message }) => message);
    try {
      await until(
        () => told().some((message) => message.includes('blocking-slep')) || undefined,
        () => told().join('\n') || 'nothing told',
      );
    } finally {
      rmSync(file);
    }
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  it('problems are renewed on saving where that is wanted', async () => {
    await setting('run', 'onSave');
    await change((edit) => edit.insert(document.uri, new Position(lineOf('    fetch()'), 4), 'await '));
    await commands.executeCommand('workbench.action.files.saveWithoutFormatting');
    await untilRules(document, 'blocking-sleep');
    await change((edit) => edit.insert(document.uri, new Position(lineOf('    time.sleep(2)'), 0), '    fetch()\n'));
    // The answer to a question that is asked after the edit: what the server has to say of it has been said by then.
    await commands.executeCommand('vscode.executeHoverProvider', document.uri, new Position(lineOf('    fetch()'), 6));
    assert.deepEqual(rulesOf(document), ['blocking-sleep']);
    await commands.executeCommand('workbench.action.files.saveWithoutFormatting');
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  it('what a report needs is copied', async () => {
    await env.clipboard.writeText('');
    await commands.executeCommand('asyncPitfalls.copyDebugInformation');
    const { version } = (await import('../../../package.json')) as { version: string };
    assert.match(await env.clipboard.readText(), new RegExp(version.replaceAll('.', String.raw`\.`)));
  });

  const lineOf = (text: string): number => document.getText().split('\n').indexOf(text);

  /** What the lightbulb has at the forgotten await. */
  function actions(): Thenable<readonly CodeAction[]> {
    const { range } = findingsOf(document).find((finding) => ruleOf(finding) === 'unawaited-coroutine')!;
    return commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, 'quickfix', 20);
  }

  const titles = async (): Promise<readonly string[]> => (await actions()).map(({ title }) => title);

  async function action(title: string): Promise<CodeAction> {
    const found = (await actions()).find((each) => each.title === title);
    assert.ok(found, `only ${(await titles()).join(', ')}`);
    return found;
  }

  async function apply({ edit }: CodeAction): Promise<void> {
    assert.ok(edit && (await workspace.applyEdit(edit)));
  }

  async function change(add: (edit: WorkspaceEdit) => void): Promise<void> {
    const edit = new WorkspaceEdit();
    add(edit);
    assert.ok(await workspace.applyEdit(edit));
  }

  async function setting(name: string, value: unknown): Promise<void> {
    changed.add(name);
    await workspace.getConfiguration('asyncPitfalls').update(name, value, ConfigurationTarget.Workspace);
  }
});

/** Takes the first entry of the list that a command shows. Nothing tells when that is there. */
async function acceptUntil(ended: Thenable<unknown>): Promise<void> {
  const command = { isDone: false };
  void ended.then(() => (command.isDone = true));
  while (!command.isDone) {
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await pause(100);
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
