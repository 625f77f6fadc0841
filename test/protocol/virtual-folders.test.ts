import { FileChangeType } from 'vscode-languageserver-protocol/node';
import { expect, test } from 'vitest';
import { type FileParams, type FileStat, type FolderEntry, methods } from '../../server/src/lsp/protocol.ts';
import type { TestClient } from './client.ts';
import { fakeClient } from './clients.ts';

const ROOT = 'vscode-vfs://github/owner/shop';
const mistake = 'time.sleep(1)\n';

/** A client that shows a folder which is on no disk, as our own one answers for it. */
async function clientWith(files: Map<string, string>): Promise<TestClient & { readonly asked: ReadonlySet<string> }> {
  const client = await fakeClient();
  const asked = new Set<string>();
  const inside = ({ uri }: FileParams): string => {
    asked.add(uri);
    return uri.slice(ROOT.length + 1);
  };
  client.connection.onRequest(methods.stat, (params: FileParams): FileStat | null => {
    const text = files.get(inside(params));
    return text === undefined ? null : { kind: 'file', size: text.length, modified: 1 };
  });
  client.connection.onRequest(methods.readFile, (params: FileParams) => btoa(files.get(inside(params))!));
  client.connection.onRequest(methods.readFolder, (params: FileParams): FolderEntry[] => {
    inside(params);
    return [...files.keys()].map((name) => ({ name, kind: 'file' }));
  });
  const workspaceFolders = [{ uri: ROOT, name: 'shop' }];
  await client.initialize({ workspaceFolders, initializationOptions: { readsFiles: true } });
  return Object.assign(client, { asked });
}

test('a folder that is not on the disk has the problems of all its files, and follows its watchers', async () => {
  const files = new Map([
    ['app.py', mistake],
    ['notes.txt', mistake],
  ]);
  const client = await clientWith(files);
  const following = client.follow();
  const codes = (name: string): string => String(following.codes(`${ROOT}/${name}`));
  await client.until(() => codes('app.py') === 'blocking-sleep' || undefined);
  files.set('app.py', '').set('other.py', mistake);
  const changes = ['app.py', 'other.py'].map((name) => ({ uri: `${ROOT}/${name}`, type: FileChangeType.Changed }));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await client.until(() => (codes('app.py') === '' && codes('other.py') === 'blocking-sleep') || undefined);
  expect([...client.asked].filter((uri) => !uri.startsWith(ROOT))).toEqual([]);
});

test('a client that does not say so is never asked for files', async () => {
  const client = await fakeClient();
  const asked: string[] = [];
  for (const method of [methods.stat, methods.readFile, methods.readFolder])
    client.connection.onRequest(method, ({ uri }: FileParams) => {
      asked.push(uri);
      return null;
    });
  await client.initialize({ workspaceFolders: [{ uri: ROOT, name: 'shop' }] });
  await client.open(`${ROOT}/app.py`, mistake);
  expect((await client.diagnostics(`${ROOT}/app.py`)).map(({ code }) => code)).toEqual(['blocking-sleep']);
  expect(asked).toEqual([]);
});
