import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { commands, extensions, Selection, type TextDocument, window } from 'vscode';
import { findingsOf, open, restore, until, untilRules } from './support.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('commands', () => {
  let document: TextDocument;
  let text: string;

  beforeEach(async () => {
    document = await open('app', 'mistakes.py');
    text = document.getText();
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  afterEach(() => restore(document, text));

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

  const tabs = (): readonly string[] => window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

  async function untilTab(page: string): Promise<void> {
    await until(
      () => tabs().find((label) => label.includes(page)),
      () => tabs().join(', '),
    );
  }
});
