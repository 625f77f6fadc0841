import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { pushedClient } from './client.ts';
import { fakeClient } from './clients.ts';
import { fakeServer } from './fake-bundle.ts';

const uri = 'file:///project/app.py';

describe.each(['stdio', 'node-ipc', 'socket'] as const)('over %s', (transport) => {
  test('a client is served and the server goes when it is told to', async () => {
    const client = await fakeClient(transport);
    await client.initialize();
    await client.open(uri, 'time.sleep(1)\n');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(await client.stop()).toBe(0);
  });

  test('an exit without shutdown is a failure', async () => {
    const client = await fakeClient(transport);
    await client.initialize();
    await client.connection.sendNotification('exit');
    expect(await client.exited).toBe(1);
  });

  test('the server does not outlive the connection', async () => {
    const client = await fakeClient(transport);
    await client.initialize();
    if (transport === 'node-ipc') client.process.disconnect();
    else client.connection.end();
    expect(await client.exited).toBe(1);
  });
});

test('a server whose client died goes, too', async () => {
  const client = await fakeClient();
  const dead = spawnSync(process.execPath, ['-e', '0']).pid;
  await client.initialize({ processId: dead });
  expect(await client.exited).toBe(1);
});

test('without a transport the server says how it wants to be called', () => {
  const { status, stderr } = spawnSync(process.execPath, [fakeServer()], { encoding: 'utf8' });
  expect(stderr).toContain('--stdio');
  expect(status).toBe(2);
});

test('a grammar that cannot be loaded is told of, and the server goes', async () => {
  const client = await fakeClient('stdio', '--broken');
  await client.initialize();
  await client.until(() => client.logs.find((line) => line.includes('no grammar')));
  expect(await client.exited).toBe(1);
});

test('what the client says while the grammar is loaded is answered in its order', async () => {
  const client = await fakeClient('stdio', '--slow');
  await client.initialize();
  await client.open(uri, '');
  await client.change(uri, [{ text: 'time.sleep(1)\n' }]);
  expect(await client.diagnostics(uri)).toHaveLength(1);
  expect(await client.stop()).toBe(0);
});

describe('the order that the protocol wants', () => {
  const hover = { textDocument: { uri }, position: { line: 0, character: 0 } };

  test('nothing but `initialize` is answered before it', async () => {
    const { connection, ...client } = await fakeClient();
    for (const [method, params] of [
      ['textDocument/hover', hover],
      ['workspace/unheardOf', {}],
      ['shutdown', undefined],
    ] as const)
      await expect(connection.sendRequest(method, params)).rejects.toMatchObject({ code: -32002 });
    await client.open(uri, 'time.sleep(1)\n');
    await client.initialize();
    // The document that was opened too early is not known.
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(await client.stop()).toBe(0);
  });

  test('there is one `initialize`, and a second one changes nothing', async () => {
    const client = await fakeClient('stdio', '--slow');
    await client.initialize();
    const again = client.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await expect(again).rejects.toMatchObject({ code: -32600 });
    await client.open(uri, 'time.sleep(1)\n');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(await client.stop()).toBe(0);
  });

  test('nothing but `exit` is heard after `shutdown`', async () => {
    const client = await fakeClient();
    await client.initialize();
    await client.connection.sendRequest('shutdown');
    for (const method of ['textDocument/hover', 'shutdown', 'initialize'])
      await expect(client.connection.sendRequest(method, hover)).rejects.toMatchObject({ code: -32600 });
    await client.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'python', version: 1, text: 'CRASH' },
    });
    await client.connection.sendNotification('exit');
    expect(await client.exited).toBe(0);
  });

  test.each([{ processId: null, rootUri: null }, { processId: null, rootUri: null, capabilities: null }, {}])(
    'a client that names no capabilities has none: %j',
    async (params) => {
      const client = await fakeClient();
      await client.connection.sendRequest('initialize', params);
      await client.connection.sendNotification('initialized', {});
      await client.open(uri, 'time.sleep(1)\n');
      const published = await client.until(() => client.published.find((each) => each.uri === uri));
      expect(published.diagnostics).toHaveLength(1);
      expect(await client.stop()).toBe(0);
    },
  );
});

test('pulling clients are offered pulls, others none', async () => {
  const pulling = await (await fakeClient()).initialize();
  expect(pulling.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
  expect(pulling.capabilities.positionEncoding).toBe('utf-16');
  const pushed = await (await fakeClient()).initialize({ capabilities: pushedClient });
  expect(pushed.capabilities.diagnosticProvider).toBeUndefined();
});
