import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type CodeAction,
  commands,
  extensions,
  Position,
  Selection,
  type TextDocument,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { findingsOf, open, restore, untilRules } from './support.ts';

describe('findings', () => {
  let document: TextDocument;
  let text: string;

  beforeEach(async () => {
    document = await open('app', 'mistakes.py');
    text = document.getText();
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  afterEach(() => restore(document));

  it('appear in an opened file, with a link to the page of their rule', () => {
    const finding = findingsOf(document).find(({ range }) => document.getText(range).includes('fetch'));
    assert.ok(typeof finding?.code === 'object');
    assert.equal(finding.code.value, 'unawaited-coroutine');
    assert.equal(finding.code.target.path, 'asyncPitfalls.explainRule');
    assert.match(finding.code.target.query, /unawaited-coroutine/);
    assert.match(finding.message, /fetch/);
  });

  it('follow what is typed', async () => {
    const line = text.split('\n').indexOf('    fetch()');
    await change((edit) => edit.insert(document.uri, new Position(line, 4), 'await '));
    await untilRules(document, 'blocking-sleep');
    await change((edit) => edit.insert(document.uri, new Position(line, 0), '    fetch()\n'));
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  it('of a line that is typed appear when the cursor has left it', async () => {
    const editor = window.activeTextEditor!;
    const line = text.split('\n').indexOf('    fetch()');
    editor.selection = new Selection(line, 11, line, 11);
    for (const key of '\nfetch()') await commands.executeCommand('type', { text: key });
    assert.equal(document.lineAt(line + 1).text, '    fetch()');
    editor.selection = new Selection(0, 0, 0, 0);
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine', 'unawaited-coroutine');
  });

  it('go away by their preferred fix', async () => {
    const finding = findingsOf(document).find(({ message }) => message.includes('fetch'))!;
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      'quickfix',
      10,
    );
    const preferred = actions.find((action) => action.isPreferred === true);
    assert.ok(preferred?.edit, `no preferred fix among ${actions.map(({ title }) => title).join(', ')}`);
    await workspace.applyEdit(preferred.edit);
    assert.match(document.getText(), /^ {4}await fetch\(\)$/m);
    await untilRules(document, 'blocking-sleep');
  });

  it('are fixed on save where the user asked for that', async () => {
    await change((edit) => edit.insert(document.uri, new Position(0, 0), '\n'));
    // The editor's own command is an explicit save, which the API's `document.save()` is not.
    await commands.executeCommand('workbench.action.files.save');
    await untilRules(document);
    assert.match(document.getText(), /await fetch\(\)\n {4}await asyncio\.sleep\(2\)/);
  });

  it('are fixed by the command', async () => {
    await commands.executeCommand('asyncPitfalls.fixAll');
    await untilRules(document);
    assert.match(document.getText(), /await fetch\(\)\n {4}await asyncio\.sleep\(2\)/);
  });

  it('obey the settings of each workspace folder', async () => {
    await untilRules(await open('quiet', 'mistakes.py'), 'unawaited-coroutine');
  });

  it('come from an extension that the Python language activates', () => {
    assert.equal(extensions.getExtension('async-pitfalls.async-pitfalls')?.isActive, true);
  });

  async function change(add: (edit: WorkspaceEdit) => void): Promise<void> {
    const edit = new WorkspaceEdit();
    add(edit);
    assert.ok(await workspace.applyEdit(edit));
  }
});
