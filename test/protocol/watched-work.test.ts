import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol/node';
import { methods, type WatchedWork } from '../../server/src/lsp/protocol.ts';
import { fakeClient } from './clients.ts';
import type { TestClient } from './client.ts';
import { temporaryProject } from './temporary-project.ts';

const uri = 'file:///project/app.py';
const other = 'file:///project/other.py';
const start = { line: 0, character: 0 };

/** As our own client does it; resolves to what the server says it works on. */
async function watching(client: TestClient, leftAlone: readonly WatchedWork[] = [], more: object = {}) {
  const works: WatchedWork[] = [];
  client.connection.onNotification(methods.working, (work: WatchedWork) => {
    works.push(work);
  });
  await client.initialize({ initializationOptions: { commands: [], readsFiles: true, leftAlone }, ...more });
  return works;
}

test('who hangs has said over what, and is left alone by those who come after until it changes', async () => {
  const hanging = await fakeClient('node-ipc');
  const works = await watching(hanging);
  await hanging.open(other, 'time.sleep(1)\n');
  await hanging.diagnostics(other);
  await hanging.connection.sendRequest(methods.alive, {});
  await hanging.open(uri, 'HANG\ntime.sleep(1)\n');
  const answer = hanging.pull(uri).catch(() => 'never');
  // It never lets anybody else have a turn, so what is there to be read has been sent before.
  while (works.at(-1)?.uri !== uri) await new Promise((resolve) => void setImmediate(resolve));
  const alive = hanging.connection.sendRequest(methods.alive, {}).catch(() => 'never');
  hanging.process.kill('SIGKILL');
  await hanging.exited;
  hanging.connection.dispose();
  expect(await Promise.all([answer, alive])).toEqual(['never', 'never']);

  const next = await fakeClient();
  await watching(next, [works.at(-1)!]);
  await next.open(other, 'time.sleep(1)\n');
  await next.open(uri, 'HANG\ntime.sleep(1)\n');
  expect(await next.diagnostics(uri)).toEqual([]);
  expect(await next.diagnostics(other)).toHaveLength(1);
  expect(next.logs.filter((line) => line.startsWith(`Skipped ${uri} until it changes`))).toHaveLength(1);
  await next.change(uri, [{ range: { start, end: { line: 0, character: 4 } }, text: '' }]);
  expect(await next.diagnostics(uri)).toHaveLength(1);
});

test('texts on the disk are left alone, too', async () => {
  const project = temporaryProject({ 'app.py': 'time.sleep(1)\n', 'same.py': 'time.sleep(1)\n' });
  const workspaceFolders = [{ uri: project.uri, name: 'project' }];
  const [app, same] = [project.uriOf('app.py'), project.uriOf('same.py')];

  const before = await fakeClient();
  const works = await watching(before, [], { workspaceFolders });
  const following = before.follow();
  await before.until(() => following.codes(app) && following.codes(same));

  const after = await fakeClient();
  await watching(after, [works.find((work) => work.uri === app)!], { workspaceFolders });
  const changed = after.follow();
  await after.until(() => changed.codes(same));
  await after.until(() => after.logs.find((line) => line.startsWith(`Skipped ${app} until it changes`)));
  expect(changed.codes(app)).toBeUndefined();
  project.write('app.py', 'spawn()\n');
  await after.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: app, type: FileChangeType.Changed }],
  });
  await after.until(() => changed.codes(app));
  expect(changed.codes(app)).toEqual(['dangling-task']);
});

test('clients that do not watch hear nothing', async () => {
  const client = await fakeClient();
  let works = 0;
  client.connection.onNotification(methods.working, () => void (works += 1));
  await client.initialize();
  await client.open(uri, 'time.sleep(1)\n');
  expect(await client.diagnostics(uri)).toHaveLength(1);
  expect(works).toBe(0);
});
