import { describe, expect, test } from 'vitest';
import { pullingClient, type TestClient } from './client.ts';
import { fakeClient } from './clients.ts';
import { temporaryProject } from './temporary-project.ts';

const folder = { uri: 'file:///project', name: 'project' };
const uri = 'file:///project/app.py';
const other = 'file:///elsewhere/app.py';
const silent = { ignore: ['blocking-sleep'] };

async function changeConfiguration(client: TestClient, settings: unknown = null): Promise<void> {
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
}

describe('the editor’s settings', () => {
  test('are asked for by folder before the first finding is shown', async () => {
    const client = await fakeClient();
    client.settings = (scopeUri) => (scopeUri === folder.uri ? silent : null);
    await client.initialize({ workspaceFolders: [folder] });
    await client.open(uri, 'time.sleep(1)\n');
    await client.open(other, 'time.sleep(1)\n');
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(await client.diagnostics(other)).toHaveLength(1);
  });

  test('are asked for again when they change, and the client is told to pull', async () => {
    const client = await fakeClient();
    await client.initialize({ workspaceFolders: [folder] });
    await client.open(uri, 'time.sleep(1)\n');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await client.until(() => client.registrations.find(({ method }) => method === 'workspace/didChangeConfiguration'));
    const before = await client.until(() => client.refreshes || undefined);
    client.settings = () => silent;
    await changeConfiguration(client);
    await client.until(() => client.refreshes > before || undefined);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('can be sent by clients that cannot be asked', async () => {
    const client = await fakeClient();
    const { workspace, ...capabilities } = pullingClient;
    await client.initialize({
      capabilities: { ...capabilities, workspace: { ...workspace, configuration: false } },
      initializationOptions: { settings: silent },
    });
    await client.open(uri, 'time.sleep(1)\n');
    expect(await client.diagnostics(uri)).toEqual([]);
    await changeConfiguration(client, { asyncPitfalls: {} });
    expect(await client.diagnostics(uri)).toHaveLength(1);
  });

  test('follow folders that are added', async () => {
    const client = await fakeClient();
    client.settings = (scopeUri) => (scopeUri === folder.uri ? silent : null);
    await client.initialize({ workspaceFolders: [] });
    await client.open(uri, 'time.sleep(1)\n');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [folder], removed: [] },
    });
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('that never come do not leave the server without findings when the question fails', async () => {
    const client = await fakeClient();
    client.settings = () => {
      throw new Error('no settings today');
    };
    await client.initialize();
    await client.open(uri, 'time.sleep(1)\n');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(client.logs.join()).toContain('no settings today');
  });
});

test('a pyproject.toml counts from the first pull on, is watched, and its mistakes are shown in it', async () => {
  const project = temporaryProject({
    'pyproject.toml': '[tool.async-pitfalls]\nignore = ["blocking-sleep"]\nBAD = 1\n',
  });
  const toml = project.uriOf('pyproject.toml');
  const python = project.uriOf('package/app.py');
  const client = await fakeClient();
  await client.initialize({ workspaceFolders: [{ uri: project.uri, name: 'root' }] });
  await client.open(python, 'time.sleep(1)\n');
  expect(await client.diagnostics(python)).toEqual([]);
  const problems = await client.until(() => client.published.find((each) => each.uri === toml));
  expect(problems.diagnostics).toMatchObject([{ message: 'BAD = 1', range: { start: { line: 2, character: 0 } } }]);

  const watched = await client.until(() =>
    client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles'),
  );
  expect(JSON.stringify(watched)).toContain('**/*');
  project.write('pyproject.toml', '');
  const before = client.refreshes;
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: toml, type: 2 }] });
  await client.until(() => client.refreshes > before || undefined);
  expect(await client.diagnostics(python)).toHaveLength(1);
  expect(client.published.findLast((each) => each.uri === toml)?.diagnostics).toEqual([]);
});
