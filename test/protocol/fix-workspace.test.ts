import type { WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { expect, test } from 'vitest';
import { pullingClient } from './client.ts';
import { fakeClient } from './clients.ts';
import { temporaryProject } from './temporary-project.ts';

const { workspace, ...capabilities } = pullingClient;
const workspaceEdit = { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } };

async function clientOf(files: Readonly<Record<string, string>>) {
  const project = temporaryProject(files);
  const client = await fakeClient();
  await client.initialize({
    workspaceFolders: [{ uri: project.uri, name: 'project' }],
    capabilities: { ...capabilities, workspace: { ...workspace, workspaceEdit } },
  });
  const following = client.follow();
  await client.until(() => following.codes(project.uriOf('b.py')));
  const fixed = (unsafe: boolean) =>
    client.connection.sendRequest<WorkspaceEdit | null>('asyncPitfalls/fixWorkspace', { unsafe });
  return { client, project, fixed };
}

test('all files are fixed safely, open ones as the editor has them, and nothing is changed before that is wanted', async () => {
  const { client, project, fixed } = await clientOf({
    'a.py': 'time.sleep(1)\n',
    'b.py': 'time.sleep(2)\n',
    'c.py': '',
  });
  const open = project.uriOf('b.py');
  await client.open(open, 'x = 1\ntime.sleep(3)\n');
  const edit = await fixed(false);
  const documentChanges = edit?.documentChanges?.filter(
    (change) => 'edits' in change && change.textDocument.uri === open,
  );
  expect(client.applied(open, { ...(documentChanges && { documentChanges }) })).toBe('x = 1\nawait asyncio.sleep(3)\n');
  expect(edit?.documentChanges?.map((change) => 'edits' in change && change.textDocument.uri).sort()).toEqual([
    project.uriOf('a.py'),
    open,
  ]);
  expect(edit?.changeAnnotations).toBeUndefined();
  expect(await client.diagnostics(open)).toMatchObject([{ code: 'blocking-sleep' }]);
  expect(await fixed(false)).toEqual(edit);
});

test('what only unsafe fixes change is to be looked at', async () => {
  const { fixed } = await clientOf({ 'a.py': 'time.sleep(1)\n', 'b.py': 'spawn()\n' });
  const edit = await fixed(true);
  const annotations = Object.values(edit?.changeAnnotations ?? {});
  expect(annotations.map(({ label, needsConfirmation }) => [label, needsConfirmation]).sort()).toEqual([
    ['Certain', false],
    ['Look at the result: this may not be meant', true],
  ]);
});

test('where nothing is to be fixed, there is no edit', async () => {
  const { fixed } = await clientOf({ 'b.py': 'spawn()\n' });
  expect(await fixed(false)).toBeNull();
});
