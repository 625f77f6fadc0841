import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { commands, extensions, Position, Selection, type TextDocument, window, workspace, WorkspaceEdit } from 'vscode';
import { findingsOf, open, restore, until, untilRules } from './support.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('commands', () => {
  let document: TextDocument;

  beforeEach(async () => {
    document = await open('app', 'mistakes.py');
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  afterEach(() => restore(document));

  it('are there for every one in the palette', async () => {
    const manifest = extensions.getExtension('async-pitfalls.async-pitfalls')?.packageJSON as Manifest;
    const known = await commands.getCommands(true);
    const missing = manifest.contributes.commands.filter(({ command }) => !known.includes(command));
    assert.deepEqual(missing, []);
  });

  it('explain the rule that is named', async () => {
    await commands.executeCommand('asyncPitfalls.explainRule', 'blocking-sleep');
    await untilTab('blocking-sleep.md');
  });

  it('explain the rule at the cursor', async () => {
    const finding = findingsOf(document).find(({ message }) => message.includes('fetch'))!;
    window.activeTextEditor!.selection = new Selection(finding.range.start, finding.range.start);
    await commands.executeCommand('asyncPitfalls.explainRule');
    await untilTab('unawaited-coroutine.md');
  });

  it('empty the cache, and go on without it', async () => {
    const kept = await until(
      () => (keptFacts().length > 0 ? keptFacts() : undefined),
      () => 'nothing kept',
    );
    await commands.executeCommand('asyncPitfalls.clearCache');
    assert.deepEqual(
      kept.filter((path) => existsSync(path)),
      [],
    );
    const line = document.getText().split('\n').indexOf('    fetch()');
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(line, 4), 'await ');
    assert.ok(await workspace.applyEdit(edit));
    await untilRules(document, 'blocking-sleep');
  });

  /** The files that the server keeps in the storage of the extension. */
  function keptFacts(): readonly string[] {
    const run = dirname(process.env.EDITOR_REPORT!);
    return ['user', 'host/user'].flatMap((user) => {
      const folder = join(run, user, 'User/globalStorage/async-pitfalls.async-pitfalls/facts');
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
    });
  }

  const tabs = (): readonly string[] => window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

  async function untilTab(page: string): Promise<void> {
    await until(
      () => tabs().find((label) => label.includes(page)),
      () => tabs().join(', '),
    );
  }
});
