import { FileChangeType } from 'vscode-languageserver-protocol/node';
import { expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { hasSpecialFiles, makeSpecial, specialFiles } from '../harness/special-files.ts';
import type { TestClient } from './client.ts';
import { fakeClient } from './clients.ts';
import { temporaryProject, type TemporaryProject } from './temporary-project.ts';

const sleep = 'time.sleep(1)\n';

async function clientOf(project: TemporaryProject): Promise<TestClient> {
  const client = await fakeClient();
  await client.initialize({ workspaceFolders: [{ uri: project.uri, name: 'project' }] });
  return client;
}

async function changed(client: TestClient, uri: string, type: FileChangeType = FileChangeType.Changed): Promise<void> {
  const before = client.refreshes;
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri, type }],
  });
  await client.until(() => client.refreshes > before || undefined);
}

async function focused(client: TestClient): Promise<void> {
  const before = client.refreshes;
  await client.connection.sendNotification('asyncPitfalls/windowFocused');
  await client.until(() => client.refreshes > before || undefined);
}

/** The number of findings in a file once there are any. */
async function untilFound(client: TestClient, uri: string): Promise<number> {
  let seen = client.refreshes;
  for (;;) {
    const { length } = await client.diagnostics(uri);
    if (length > 0) return length;
    seen = await client.until(() => (client.refreshes > seen ? client.refreshes : undefined));
  }
}

test('the folder’s files are read at the start, without those that are installed or ignored', async () => {
  const project = temporaryProject({
    'package/closed.py': sleep,
    '.venv/pyvenv.cfg': '',
    '.venv/lib/installed.py': sleep,
    '.git/config': '',
    '.gitignore': 'generated/\n',
    'generated/code.py': sleep,
  });
  const client = await clientOf(project);
  expect(await untilFound(client, project.uriOf('package/closed.py'))).toBe(1);
  expect(await client.diagnostics(project.uriOf('.venv/lib/installed.py'))).toEqual([]);
  expect(await client.diagnostics(project.uriOf('generated/code.py'))).toEqual([]);
});

test('files that come, change and go on the disk are noticed', async () => {
  const project = temporaryProject({ 'first.py': sleep });
  const client = await clientOf(project);
  await untilFound(client, project.uriOf('first.py'));
  const uri = project.uriOf('late.py');
  project.write('late.py', sleep);
  await changed(client, uri);
  expect(await client.diagnostics(uri)).toHaveLength(1);
  project.write('late.py', sleep + sleep);
  await changed(client, uri);
  expect(await client.diagnostics(uri)).toHaveLength(2);
  project.remove('late.py');
  await changed(client, uri);
  expect(await client.diagnostics(uri)).toEqual([]);
});

test('a folder that goes or comes as one event takes or brings its files', async () => {
  const project = temporaryProject({ 'package/inner/app.py': sleep, 'package/inner.py': sleep });
  const client = await clientOf(project);
  await untilFound(client, project.uriOf('package/inner/app.py'));
  await untilFound(client, project.uriOf('package/inner.py'));
  project.remove('package/inner/app.py');
  await changed(client, project.uriOf('package/inner'), FileChangeType.Deleted);
  expect(await client.diagnostics(project.uriOf('package/inner/app.py'))).toEqual([]);
  expect(await client.diagnostics(project.uriOf('package/inner.py'))).toHaveLength(1);
  project.write('package/moved/inner/app.py', sleep);
  await changed(client, project.uriOf('package/moved'), FileChangeType.Created);
  expect(await client.diagnostics(project.uriOf('package/moved/inner/app.py'))).toHaveLength(1);
});

test('a folder that has become another one, told as a change, takes and brings files', async () => {
  const project = temporaryProject({ 'package/gone.py': sleep, 'package/changed.py': sleep });
  const client = await clientOf(project);
  await untilFound(client, project.uriOf('package/gone.py'));
  await untilFound(client, project.uriOf('package/changed.py'));
  project.remove('package/gone.py');
  project.write('package/changed.py', sleep + sleep);
  project.write('package/inner/new.py', sleep);
  await changed(client, project.uriOf('package'));
  expect(await client.diagnostics(project.uriOf('package/gone.py'))).toEqual([]);
  expect(await client.diagnostics(project.uriOf('package/changed.py'))).toHaveLength(2);
  expect(await client.diagnostics(project.uriOf('package/inner/new.py'))).toHaveLength(1);
});

test('what no watcher told of is noticed when the window has the focus again', async () => {
  const project = temporaryProject({ 'gone.py': sleep, 'changed.py': sleep, 'ignored.py': sleep });
  const client = await clientOf(project);
  for (const file of ['gone.py', 'changed.py', 'ignored.py']) await untilFound(client, project.uriOf(file));
  project.remove('gone.py');
  project.write('changed.py', sleep + sleep);
  project.write('new/folder/new.py', sleep);
  project.write('.gitignore', 'ignored.py');
  await focused(client);
  expect(await client.diagnostics(project.uriOf('gone.py'))).toEqual([]);
  expect(await client.diagnostics(project.uriOf('changed.py'))).toHaveLength(2);
  expect(await client.diagnostics(project.uriOf('new/folder/new.py'))).toHaveLength(1);
  expect(await client.diagnostics(project.uriOf('ignored.py'))).toEqual([]);
  project.write('pyproject.toml', '[tool.async-pitfalls]\nignore = ["blocking-sleep"]\n');
  await focused(client);
  expect(await client.diagnostics(project.uriOf('changed.py'))).toEqual([]);
});

test('ignored and installed files that come or change stay out', async () => {
  const project = temporaryProject({
    'app.py': sleep,
    '.gitignore': 'generated/\n',
    'generated/code.py': '',
    'env/pyvenv.cfg': '',
  });
  const client = await clientOf(project);
  await untilFound(client, project.uriOf('app.py'));
  const out = ['generated/code.py', 'env/lib/installed.py', 'build/copy.py', 'node_modules/gyp/a.py'];
  for (const path of out) project.write(path, sleep);
  project.write('app.py', sleep + sleep);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: out.map((path) => ({ uri: project.uriOf(path), type: FileChangeType.Created })),
  });
  await changed(client, project.uriOf('app.py'));
  expect(await client.diagnostics(project.uriOf('app.py'))).toHaveLength(2);
  for (const path of out) expect(await client.diagnostics(project.uriOf(path))).toEqual([]);
  project.write('.gitignore', '');
  await changed(client, project.uriOf('.gitignore'));
  expect(await client.diagnostics(project.uriOf('generated/code.py'))).toHaveLength(1);
});

test('an ignored file that was open leaves nothing behind', async () => {
  const project = temporaryProject({ 'app.py': sleep, '.gitignore': 'generated/\n', 'generated/code.py': sleep });
  const client = await clientOf(project);
  await untilFound(client, project.uriOf('app.py'));
  const uri = project.uriOf('generated/code.py');
  await client.open(uri, sleep);
  expect(await client.diagnostics(uri)).toHaveLength(1);
  await client.close(uri);
  expect(await client.diagnostics(uri)).toEqual([]);
});

test('an open document hides its file until it is closed', async () => {
  const project = temporaryProject({ 'app.py': sleep });
  const client = await clientOf(project);
  const uri = project.uriOf('app.py');
  await untilFound(client, uri);
  await client.open(uri, '');
  expect(await client.diagnostics(uri)).toEqual([]);
  await client.close(uri);
  expect(await client.diagnostics(uri)).toHaveLength(1);
});

test('files are read in the encoding that they name, and what Python could not decode is skipped with a word', async () => {
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  const noUtf8 = Buffer.from([0x23, 0xff, 0xfe]);
  const project = temporaryProject({
    'marked.py': Buffer.concat([mark, Buffer.from(sleep)]),
    'latin.py': Buffer.concat([Buffer.from('# coding: latin-1\n'), Buffer.from(sleep), noUtf8]),
    'torn.py': Buffer.concat([Buffer.from(sleep), noUtf8]),
  });
  const client = await clientOf(project);
  for (const [name, line] of [
    ['marked.py', 0],
    ['latin.py', 1],
  ] as const) {
    const uri = project.uriOf(name);
    await untilFound(client, uri);
    expect(await client.diagnostics(uri)).toMatchObject([{ range: { start: { line, character: 0 } } }]);
  }
  await client.until(() => client.logs.find((text) => /Skipped .*torn\.py: line \d+ is not UTF-8/.test(text)));
  expect(await client.diagnostics(project.uriOf('torn.py'))).toEqual([]);
});

test('files beyond the limit are skipped with a word', async () => {
  const project = temporaryProject({ 'big.py': sleep + '#'.repeat(10 * 1024 * 1024), 'small.py': sleep });
  const client = await clientOf(project);
  await untilFound(client, project.uriOf('small.py'));
  await client.until(() => client.logs.find((line) => /Skipped .*big\.py: it is larger than 2 MiB/.test(line)));
  expect(await client.diagnostics(project.uriOf('big.py'))).toEqual([]);
});

test.runIf(hasSpecialFiles).each(Object.entries(specialFiles))(
  '%s as settings, patterns or environment is skipped with a word',
  async (kind, { reason }) => {
    const project = temporaryProject({ 'app.py': sleep, '.git/HEAD': '' });
    const skipped = ['pyproject.toml', '.gitignore'];
    for (const name of skipped) makeSpecial(kind, fileURLToPath(project.uriOf(name)));
    const client = await clientOf(project);
    expect(await untilFound(client, project.uriOf('app.py'))).toBe(1);
    const why = reason.source.replaceAll(/[\^$]/g, '');
    for (const name of skipped)
      await client.until(() => client.logs.find((line) => new RegExp(`Skipped .*/${name}: ${why}`).test(line)));
  },
);

test('a folder that leaves the workspace takes its files along', async () => {
  const project = temporaryProject({ 'app.py': sleep });
  const client = await clientOf(project);
  const uri = project.uriOf('app.py');
  await untilFound(client, uri);
  const before = client.refreshes;
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [{ uri: project.uri, name: 'project' }] },
  });
  await client.until(() => client.refreshes > before || undefined);
  expect(await client.diagnostics(uri)).toEqual([]);
});
