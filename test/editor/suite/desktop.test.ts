import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  commands,
  ConfigurationTarget,
  languages,
  Position,
  tasks,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { open, restore, until, untilRules } from './support.ts';

const app = workspace.workspaceFolders!.find(({ name }) => name === 'app')!.uri.fsPath;
const program = join(app, 'async-pitfalls');
/** What the program was started with. */
const started = join(app, 'started');

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
      ['time.sleep()'],
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
  let document: TextDocument;

  beforeEach(async () => {
    document = await open('app', 'correct.py');
    const lines = ['#!/bin/sh', `echo "$1" > '${started}'`, `exec '${process.execPath}' "$EDITOR_PROGRAM" "$@"`];
    writeFileSync(program, lines.join('\n'));
    chmodSync(program, 0o755);
    await setting('path', program);
    await untilStartedWith('server');
  });

  afterEach(async () => {
    for (const name of ['path', 'diagnosticMode']) await setting(name, undefined);
    for (const file of [program, started]) rmSync(file, { force: true });
    await restore(document);
  });

  it('is the server where a setting names it', async () => {
    const mistakes = await open('app', 'mistakes.py');
    await untilRules(mistakes, 'blocking-sleep', 'unawaited-coroutine');
  });

  it('tells in a task of the problems of files that are not open', async () => {
    await setting('diagnosticMode', 'openFiles');
    const closed = Uri.file(join(dirname(document.uri.fsPath), 'mistakes.py'));
    const told = (): readonly string[] =>
      languages.getDiagnostics(closed).map(({ message, range }) => `${String(range.start.line)}: ${message}`);
    const seen = (): string => told().join('\n') || 'nothing told';
    await until(() => (told().length === 0 ? true : undefined), seen);
    const found = await tasks.fetchTasks({ type: 'async-pitfalls' });
    const task = found.find(({ scope }) => typeof scope === 'object' && scope.name === 'app');
    assert.ok(task, `tasks: ${found.map(({ name }) => name).join(', ')}`);
    await tasks.executeTask(task);
    await untilStartedWith('check');
    await until(() => (told().some((line) => /^9: .*fetch\(\)/.test(line)) ? true : undefined), seen);
  });
});

async function setting(name: string, value: string | undefined): Promise<void> {
  await workspace.getConfiguration('asyncPitfalls').update(name, value, ConfigurationTarget.Workspace);
}

async function untilStartedWith(command: string): Promise<void> {
  const seen = (): string => (existsSync(started) ? readFileSync(started, 'utf8') : 'no other program');
  await until(() => (seen().trim() === command ? true : undefined), seen);
}
