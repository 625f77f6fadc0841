import { describe, expect, test } from 'vitest';
import {
  HoverRequest,
  DocumentDiagnosticRequest,
  CodeActionRequest,
  CancellationTokenSource,
} from 'vscode-languageserver-protocol/node';
import { pushedClient, rangeOf } from './client.ts';
import { fakeClient } from './clients.ts';

const uri = 'file:///project/app.py';
const start = { line: 0, character: 0 };

test('unknown and closed documents are answered calmly', async () => {
  const client = await fakeClient();
  await client.initialize();
  await client.open(uri, 'time.sleep(1)\n');
  await client.close(uri);
  for (const each of [uri, 'file:///nowhere.py', 'untitled:Untitled-1', 'no uri at all']) {
    expect(await client.pull(each)).toMatchObject({ kind: 'full', items: [] });
    expect(await client.actions(each, { start, end: start })).toEqual([]);
    expect(
      await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri: each }, position: start }),
    ).toBeNull();
  }
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: 'file:///nowhere.py', version: 2 },
    contentChanges: [{ text: 'x' }],
  });
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'file:///nowhere.py' } });
  await client.until(() => client.logs.find((line) => line.includes('nowhere.py, which is not open')));
  expect(await client.stop()).toBe(0);
});

test('a mistake of ours is logged with its stack, and everything else goes on', async () => {
  const client = await fakeClient();
  await client.initialize();
  const other = 'file:///project/other.py';
  await client.open(uri, 'CRASH time.sleep(1)\n');
  await client.open(other, 'time.sleep(1)\n');
  expect(await client.pull(uri)).toEqual({ kind: 'full', items: [] });
  expect(await client.actions(uri, { start, end: start })).toEqual([]);
  expect(await client.diagnostics(other)).toHaveLength(1);
  const crashes = client.logs.filter((line) => line.includes('crashed on purpose'));
  expect(crashes).toHaveLength(2);
  expect(crashes[0]).toMatch(/^diagnostic failed: .*\n\s+at /);
});

test('one broken file does not keep others from being pushed', async () => {
  const client = await fakeClient();
  await client.initialize({ capabilities: pushedClient });
  const other = 'file:///project/other.py';
  await client.open(other, 'time.sleep(1)\n');
  await client.open(uri, 'CRASH\n');
  expect(await client.pushed(other)).toHaveLength(1);
  await client.until(() => client.logs.find((line) => line.includes('crashed on purpose')));
});

describe('cancellation', () => {
  test('is heard', async () => {
    const client = await fakeClient();
    await client.initialize();
    await client.open(uri, 'time.sleep(1)\n');
    const textDocument = { uri };
    const requests = [
      (token: CancellationTokenSource['token']) =>
        client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument }, token),
      (token: CancellationTokenSource['token']) =>
        client.connection.sendRequest(HoverRequest.type, { textDocument, position: start }, token),
      (token: CancellationTokenSource['token']) =>
        client.connection.sendRequest(
          CodeActionRequest.type,
          { textDocument, range: { start, end: start }, context: { diagnostics: [] } },
          token,
        ),
    ];
    for (const request of requests) {
      const source = new CancellationTokenSource();
      // Else it could have answered before it hears of that.
      client.process.kill('SIGSTOP');
      const answer = request(source.token);
      source.cancel();
      await client.connection.sendNotification('$/setTrace', { value: 'off' });
      client.process.kill('SIGCONT');
      await expect(answer).rejects.toMatchObject({ code: -32800 });
    }
    expect(await client.diagnostics(uri)).toHaveLength(1);
  });

  test('is heard in the middle of a file', async () => {
    const client = await fakeClient();
    await client.initialize();
    const other = 'file:///project/other.py';
    await client.open(other, 'time.sleep(1)\n');
    await client.open(uri, 'ENDLESS\n');
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: { uri } },
      source.token,
    );
    // The server goes on listening while it works.
    expect(await client.diagnostics(other)).toHaveLength(1);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
  });

  test('is heard while settings are awaited', async () => {
    const client = await fakeClient();
    let asked = false;
    client.settings = () => {
      asked = true;
      return new Promise(() => undefined);
    };
    await client.initialize();
    await client.open(uri, 'time.sleep(1)\n');
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
    expect(asked).toBe(true);
  });
});

test('a request that an edit overtakes is told so', async () => {
  const client = await fakeClient();
  await client.initialize();
  await client.open(uri, 'time.sleep(1)\n');
  const range = rangeOf(client.document(uri), 'sleep');
  const answer = client.actions(uri, range);
  void client.change(uri, [{ range: { start, end: start }, text: '\n' }]);
  await expect(answer).rejects.toMatchObject({ code: -32801 });
});

describe('odd texts', () => {
  test.each([
    ['lone surrogates', '"\uD83D" time.sleep(1) "\uDE00"'],
    ['control characters', '\0\f\u001B time.sleep(1) \uFFFF'],
    ['a byte order mark', '\uFEFFtime.sleep(1)'],
    ['one long line', `${'x'.repeat(100_000)} time.sleep(1)`],
  ])('%s', async (_, text) => {
    const client = await fakeClient();
    await client.initialize();
    await client.open(uri, text);
    expect(await client.diagnostics(uri)).toMatchObject([{ range: rangeOf(client.document(uri), 'time.sleep(1)') }]);
  });

  test('documents beyond the limit are skipped with a word, and back when they are smaller', async () => {
    const client = await fakeClient();
    await client.initialize();
    await client.open(uri, `time.sleep(1)\n${'#'.repeat(10 * 1024 * 1024)}\n`);
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.until(() => client.logs.find((line) => line.startsWith(`Skipped ${uri}`)));
    await client.change(uri, [
      { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 10 * 1024 * 1024 } }, text: '' },
    ]);
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(client.logs.filter((line) => line.startsWith('Skipped'))).toHaveLength(1);
  });
});
