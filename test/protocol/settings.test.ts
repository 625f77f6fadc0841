import { describe, expect, test } from 'vitest';
import { ShowMessageNotification } from 'vscode-languageserver-protocol/node';
import { pullingClient, type TestClient } from './client.ts';
import { bundledClient, fakeClient } from './clients.ts';
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

test.each([
  [
    { codeAction: { ignore: false } },
    ['Keep it (look at the result)', 'Configure dangling-task…', 'Peek the call path', 'Why? Explain dangling-task'],
  ],
  [
    { codeAction: { explain: false } },
    [
      'Keep it (look at the result)',
      'Ignore dangling-task on this line',
      'Configure dangling-task…',
      'Peek the call path',
    ],
  ],
])('actions that nobody wants are not offered: %j', async (settings, titles) => {
  const client = await fakeClient();
  client.settings = () => settings;
  const commands = ['explainRule', 'peekPath', 'configureRule'].map((name) => `asyncPitfalls.${name}`);
  await client.initialize({ initializationOptions: { commands } });
  await client.open(uri, 'spawn()\n');
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
  const actions = await client.actions(uri, range, { only: ['quickfix'] });
  expect(actions.map(({ title }) => title)).toEqual(titles);
});

test.each([
  ['error', false],
  ['warning', true],
  ['nonsense', true],
])('the log level %s counts', async (logLevel, isLogged) => {
  const client = await fakeClient();
  client.settings = () => ({ logLevel });
  await client.initialize();
  await client.open(uri, '');
  await client.diagnostics(uri);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: '' }],
  });
  await client.stop();
  expect(client.logs.some((line) => line.includes('which is not open'))).toBe(isLogged);
});

test.each([
  ['info', false],
  ['debug', true],
])('the log level %s tells of settings: %s', async (logLevel, isLogged) => {
  const client = await fakeClient();
  client.settings = () => ({ logLevel });
  await client.initialize();
  await client.open(uri, '');
  await client.diagnostics(uri);
  await client.stop();
  expect(client.logs.some((line) => line.startsWith('Settings: '))).toBe(isLogged);
});

describe('in the shipped server', () => {
  const sleepy = 'import time\n\nasync def main():\n    time.sleep(1)\n';

  async function codes(settings: unknown, pyproject = ''): Promise<{ codes: unknown[]; shown: readonly string[] }> {
    const project = temporaryProject({ 'app.py': sleepy, 'pyproject.toml': pyproject });
    const client = await bundledClient();
    const shown: string[] = [];
    client.connection.onNotification(ShowMessageNotification.type, ({ message }) => void shown.push(message));
    client.settings = () => settings;
    await client.initialize({ workspaceFolders: [{ uri: project.uri, name: 'project' }] });
    await client.open(project.uriOf('app.py'), sleepy);
    const found = await client.diagnostics(project.uriOf('app.py'));
    await client.stop();
    return { codes: found.map(({ code }) => code), shown };
  }

  test('`enable` turns all off, whatever a pyproject.toml says', async () => {
    expect((await codes({ enable: true })).codes).toEqual(['blocking-sleep']);
    const toml = '[tool.async-pitfalls]\nselect = ["blocking-sleep"]\n';
    expect(await codes({ enable: false, select: ['no-such-rule'] }, toml)).toEqual({ codes: [], shown: [] });
  });

  test('an empty `select` runs nothing, in the editor and in the file', async () => {
    expect((await codes({ select: [] })).codes).toEqual([]);
    expect((await codes({}, '[tool.async-pitfalls]\nselect = []\n')).codes).toEqual([]);
    expect((await codes({ select: null })).codes).toEqual(['blocking-sleep']);
  });

  test('an unknown rule in `select` turns nothing off, and is told of once, in a message', async () => {
    const { codes: found, shown } = await codes({ select: ['blocking-slep'] });
    expect(found).toEqual(['blocking-sleep']);
    expect(shown).toEqual([expect.stringContaining('did you mean `blocking-sleep`?')]);
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

test('with `run` on save, what is shown moves along while somebody types, and is renewed by saving', async () => {
  const client = await fakeClient();
  client.settings = () => ({ run: 'onSave' });
  await client.initialize({ workspaceFolders: [folder] });
  await client.open(uri, 'time.sleep(1)\n');
  const lines = async () => (await client.diagnostics(uri)).map(({ range }) => range.start.line);
  expect(await lines()).toEqual([0]);
  const insert = (line: number, text: string) =>
    client.change(uri, [{ range: { start: { line, character: 0 }, end: { line, character: 0 } }, text }]);
  await insert(0, 'pass\n');
  await insert(2, 'time.sleep(2)\n');
  expect(await lines()).toEqual([1]);
  const before = client.refreshes;
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  await client.until(() => client.refreshes > before || undefined);
  expect(await lines()).toEqual([1, 2]);
});
