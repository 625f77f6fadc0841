import assert from 'node:assert/strict';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  commands,
  ConfigurationTarget,
  extensions,
  languages,
  Position,
  tasks,
  type TextDocument,
  Uri,
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

describe('the task', () => {
  let document: TextDocument;

  beforeEach(async () => {
    document = await open('app', 'correct.py');
    await setting('diagnosticMode', 'openFiles');
  });

  afterEach(async () => {
    await setting('diagnosticMode', undefined);
    await restore(document);
  });

  it('tells of the problems of files that are not open', async () => {
    const found = await tasks.fetchTasks({ type: 'async-pitfalls' });
    const task = found.find(({ scope }) => typeof scope === 'object' && scope.name === 'app');
    assert.ok(task, `tasks: ${found.map(({ name }) => name).join(', ')}`);
    const closed = Uri.file(join(dirname(document.uri.fsPath), 'mistakes.py'));
    const told = () =>
      languages.getDiagnostics(closed).map(({ message, range }) => `${String(range.start.line)}: ${message}`);
    await until(
      () => (told().length === 0 ? true : undefined),
      () => told().join('\n'),
    );
    await tasks.executeTask(task);
    await until(
      () => (told().some((line) => /^9: .*fetch\(\)/.test(line)) ? true : undefined),
      () => told().join('\n') || 'nothing told',
    );
  });
});

async function setting(name: string, value: string | undefined): Promise<void> {
  await workspace.getConfiguration('asyncPitfalls').update(name, value, ConfigurationTarget.Workspace);
}
