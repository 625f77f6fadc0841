import assert from 'node:assert/strict';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  commands,
  ConfigurationTarget,
  extensions,
  Position,
  workspace,
} from 'vscode';
import { open, restore, until, untilRules } from './support.ts';

const app = workspace.workspaceFolders!.find(({ name }) => name === 'app')!.uri.fsPath;
const { extensionPath } = extensions.getExtension('async-pitfalls.async-pitfalls')!;

describe('the call hierarchy', () => {
  it('has the calls that lead to what blocks, in both directions', async () => {
    const document = await open('app', 'mistakes.py');
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
    const position = new Position(document.getText().split('\n').indexOf('async def main():'), 11);
    const [main] = await commands.executeCommand<CallHierarchyItem[]>(
      'vscode.prepareCallHierarchy',
      document.uri,
      position,
    );
    const called = await commands.executeCommand<CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', main);
    assert.deepEqual(
      called.map(({ to }) => to.name),
      ['time.sleep'],
    );
    const callers = await commands.executeCommand<CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      called[0]!.to,
    );
    assert.deepEqual(
      callers.map(({ from }) => from.name),
      ['main'],
    );
    await restore(document);
  });
});

describe('another version of the program', () => {
  const program = join(app, 'async-pitfalls');
  const started = join(app, 'started');

  afterEach(async () => {
    await setting('path', undefined);
    for (const file of [program, started]) rmSync(file, { force: true });
  });

  it('is the server where a setting names it', async () => {
    const server = join(extensionPath, 'dist', 'cli.js');
    writeFileSync(program, `#!/bin/sh\necho "$@" > '${started}'\nexec '${process.execPath}' '${server}' "$@"\n`);
    chmodSync(program, 0o755);
    await setting('path', program);
    await until(
      () => (existsSync(started) ? true : undefined),
      () => 'no other program',
    );
    const document = await open('app', 'mistakes.py');
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
    await restore(document);
  });
});

async function setting(name: string, value: string | undefined): Promise<void> {
  await workspace.getConfiguration('asyncPitfalls').update(name, value, ConfigurationTarget.Workspace);
}
