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

test('pulling clients are offered pulls, others none', async () => {
  const pulling = await (await fakeClient()).initialize();
  expect(pulling.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
  expect(pulling.capabilities.positionEncoding).toBe('utf-16');
  const pushed = await (await fakeClient()).initialize({ capabilities: pushedClient });
  expect(pushed.capabilities.diagnosticProvider).toBeUndefined();
});
