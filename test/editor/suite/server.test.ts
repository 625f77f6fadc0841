import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { commands, type TextDocument } from 'vscode';
import { open, restore, serverProcess, until, untilRules } from './support.ts';

describe('the server', () => {
  let document: TextDocument;

  beforeEach(async () => {
    document = await open('app', 'mistakes.py');
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  afterEach(() => restore(document));

  it('comes back with its findings when it dies', async () => {
    const before = serverProcess();
    assert.ok(before !== undefined);
    process.kill(before, 'SIGKILL');
    await untilOther(before);
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  it('starts anew at the user’s command', async () => {
    const before = serverProcess();
    await commands.executeCommand('asyncPitfalls.restartServer');
    await untilOther(before);
    await untilRules(document, 'blocking-sleep', 'unawaited-coroutine');
  });

  async function untilOther(before: number | undefined): Promise<void> {
    await until(
      () => ([undefined, before].includes(serverProcess()) ? undefined : true),
      () => `the server ${serverProcess()}`,
    );
  }
});
