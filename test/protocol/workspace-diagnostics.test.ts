import { type Diagnostic, FileChangeType, LSPErrorCodes } from 'vscode-languageserver-protocol/node';
import { describe, expect, test } from 'vitest';
import { type Following, pushedClient, type TestClient } from './client.ts';
import { fakeClient } from './clients.ts';
import { temporaryProject, type TemporaryProject } from './temporary-project.ts';

const sleep = 'time.sleep(1)\n';

async function clientOf(project: TemporaryProject, ...[capabilities]: [typeof pushedClient?]): Promise<TestClient> {
  const client = await fakeClient();
  const workspaceFolders = [{ uri: project.uri, name: 'project' }];
  await client.initialize({ workspaceFolders, ...(capabilities && { capabilities }) });
  return client;
}

async function untilCodes(client: TestClient, following: Following, uri: string, codes: unknown[]): Promise<void> {
  const wanted = JSON.stringify(codes);
  await client.until(() => JSON.stringify(following.codes(uri)) === wanted || undefined);
}

const published = (client: TestClient, uri: string): readonly Diagnostic[] | undefined =>
  client.published.findLast((each) => each.uri === uri)?.diagnostics;

async function changedOnDisk(client: TestClient, ...uris: string[]): Promise<void> {
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: uris.map((uri) => ({ uri, type: FileChangeType.Changed })),
  });
}

describe('a request that takes partial results', () => {
  test('tells of all files with problems and stays open for what changes', async () => {
    const project = temporaryProject({ 'closed.py': sleep, 'clean.py': '', 'package/other.py': 'spawn()\n' });
    const client = await clientOf(project);
    const following = client.follow();
    await untilCodes(client, following, project.uriOf('closed.py'), ['blocking-sleep']);
    await untilCodes(client, following, project.uriOf('package/other.py'), ['dangling-task']);
    project.write('closed.py', '');
    await changedOnDisk(client, project.uriOf('closed.py'));
    await untilCodes(client, following, project.uriOf('closed.py'), []);
    expect(following.codes(project.uriOf('clean.py'))).toBeUndefined();
    project.remove('package/other.py');
    await changedOnDisk(client, project.uriOf('package/other.py'));
    await untilCodes(client, following, project.uriOf('package/other.py'), []);
  });

  test('tells of hints only in documents that are open', async () => {
    const project = temporaryProject({ 'app.py': `hint()\n${sleep}` });
    const client = await clientOf(project);
    const uri = project.uriOf('app.py');
    const following = client.follow();
    await untilCodes(client, following, uri, ['blocking-sleep']);
    await client.open(uri, `hint()\n${sleep}`);
    expect(await client.pull(uri)).toMatchObject({ items: [{ severity: 4 }, { severity: 2 }] });
    await client.close(uri);
    await untilCodes(client, following, uri, ['blocking-sleep']);
  });

  test('ends when the client cancels it', async () => {
    const client = await clientOf(temporaryProject({ 'app.py': sleep }));
    const following = client.follow();
    await client.until(() => following.reports[0]);
    following.cancel();
    await expect(following.answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  test('leaves open documents to the client, and tells of their files once they are closed', async () => {
    const project = temporaryProject({ 'app.py': sleep, 'other.py': '' });
    const client = await clientOf(project);
    const uri = project.uriOf('app.py');
    const following = client.follow();
    await untilCodes(client, following, uri, ['blocking-sleep']);
    await client.open(uri, sleep);
    await client.pull(uri);
    const before = following.reports.length;
    await client.change(uri, [{ text: 'spawn()\n' }]);
    project.write('other.py', 'spawn()\n');
    await changedOnDisk(client, project.uriOf('other.py'));
    await untilCodes(client, following, project.uriOf('other.py'), ['dangling-task']);
    expect(following.reports.slice(before).map((report) => report.uri)).toEqual([project.uriOf('other.py')]);
    // The client showed what it was told last of the document: the same as before has to be said again.
    await client.close(uri);
    await client.until(() => following.reports.slice(before).some((report) => report.uri === uri) || undefined);
    expect(following.codes(uri)).toEqual(['blocking-sleep']);
  });

  test('tells of open documents that nobody asks for', async () => {
    const project = temporaryProject({ 'app.py': '' });
    const client = await clientOf(project);
    const uri = project.uriOf('app.py');
    await client.open(uri, 'spawn()\n');
    const following = client.follow();
    await untilCodes(client, following, uri, ['dangling-task']);
    expect(following.reports.at(-1)).toMatchObject({ version: 1 });
  });

  test('is spared what the client knows from a request before', async () => {
    const project = temporaryProject({ 'a.py': sleep, 'b.py': sleep });
    const client = await clientOf(project);
    const first = client.follow();
    await untilCodes(client, first, project.uriOf('a.py'), ['blocking-sleep']);
    await untilCodes(client, first, project.uriOf('b.py'), ['blocking-sleep']);
    first.cancel();
    await first.answer.catch(() => undefined);
    project.write('b.py', '');
    await changedOnDisk(client, project.uriOf('b.py'));
    const second = client.follow(first.reports.map(({ uri, resultId = '' }) => ({ uri, value: resultId })));
    await untilCodes(client, second, project.uriOf('b.py'), []);
    expect(second.codes(project.uriOf('a.py'))).toBeUndefined();
  });

  test('hides all files but the open ones when the settings say so', async () => {
    const project = temporaryProject({ 'app.py': sleep });
    const client = await clientOf(project);
    const uri = project.uriOf('app.py');
    const following = client.follow();
    await untilCodes(client, following, uri, ['blocking-sleep']);
    client.settings = () => ({ diagnosticMode: 'openFiles' });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await untilCodes(client, following, uri, []);
    client.settings = () => ({ diagnosticMode: 'workspace' });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await untilCodes(client, following, uri, ['blocking-sleep']);
  });
});

test('a request that takes no partial results is answered with the present state', async () => {
  const project = temporaryProject({ 'a.py': sleep, 'b.py': sleep });
  const client = await clientOf(project);
  const following = client.follow();
  await untilCodes(client, following, project.uriOf('a.py'), ['blocking-sleep']);
  await untilCodes(client, following, project.uriOf('b.py'), ['blocking-sleep']);
  const first = await client.pullWorkspace();
  expect(first.map(({ kind, uri }) => [kind, uri]).sort()).toEqual([
    ['full', project.uriOf('a.py')],
    ['full', project.uriOf('b.py')],
  ]);
  project.write('b.py', 'spawn()\n');
  await changedOnDisk(client, project.uriOf('b.py'));
  const known = first.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
  const second = await client.pullWorkspace([...known, { uri: project.uriOf('gone.py'), value: 'x' }]);
  expect(second.map(({ kind, uri }) => [kind, uri]).sort()).toEqual([
    ['full', project.uriOf('b.py')],
    ['full', project.uriOf('gone.py')],
    ['unchanged', project.uriOf('a.py')],
  ]);
});

test('a client that cannot pull is pushed closed files as well', async () => {
  const project = temporaryProject({ 'closed.py': sleep, 'clean.py': '' });
  const client = await clientOf(project, pushedClient);
  const codes = (uri: string): string | undefined => {
    const last = published(client, uri);
    return last?.map(({ code }) => code).join();
  };
  const uri = project.uriOf('closed.py');
  await client.until(() => codes(uri) === 'blocking-sleep' || undefined);
  await client.open(uri, 'spawn()\n');
  await client.until(() => codes(uri) === 'dangling-task' || undefined);
  await client.close(uri);
  await client.until(() => codes(uri) === 'blocking-sleep' || undefined);
  client.settings = () => ({ diagnosticMode: 'openFiles' });
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await client.until(() => codes(uri) === '' || undefined);
  expect(codes(project.uriOf('clean.py'))).toBeUndefined();
});
