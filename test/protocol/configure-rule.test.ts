import type { TextEdit } from 'vscode-languageserver-protocol/node';
import { expect, test } from 'vitest';
import { rangeOf } from './client.ts';
import { fakeClient } from './clients.ts';
import { temporaryProject } from './temporary-project.ts';

const change = { rule: 'dangling-task', change: 'turn-off', tests: 'tests' };

test('the settings of a file stand in the editor as long as no pyproject.toml has them', async () => {
  const project = temporaryProject({ 'tests/test_app.py': 'spawn()\n' });
  const client = await fakeClient();
  await client.initialize({ workspaceFolders: [{ uri: project.uri, name: 'project' }] });
  const file = await client.connection.sendRequest('asyncPitfalls/settingsFile', {
    uri: project.uriOf('tests/test_app.py'),
  });
  expect(file).toEqual({ uri: null, tests: 'tests' });
});

test('the edit of a pyproject.toml is for the text that the editor has', async () => {
  const project = temporaryProject({ 'app.py': 'spawn()\n', 'pyproject.toml': '[tool.async-pitfalls]\n' });
  const client = await fakeClient();
  await client.initialize({ workspaceFolders: [{ uri: project.uri, name: 'project' }] });
  await client.open(project.uriOf('app.py'), 'spawn()\n');
  await client.actions(project.uriOf('app.py'), rangeOf(client.document(project.uriOf('app.py')), 'spawn'));
  const file = await client.connection.sendRequest('asyncPitfalls/settingsFile', { uri: project.uriOf('app.py') });
  expect(file).toEqual({ uri: project.uriOf('pyproject.toml'), tests: 'tests' });
  const text = '# not saved\n[tool.async-pitfalls]\nignore = []\n';
  const edit = await client.connection.sendRequest<TextEdit>('asyncPitfalls/configureRule', { ...change, text });
  const end = { line: 2, character: 10 };
  expect(edit).toEqual({ range: { start: end, end }, newText: '"dangling-task"' });
  const broken = { ...change, text: '[tool.async-pitfalls' };
  expect(await client.connection.sendRequest('asyncPitfalls/configureRule', broken)).toBeNull();
});

test('a rule is ignored in a file by a comment at its top', async () => {
  const client = await fakeClient();
  await client.initialize();
  const request = { ...change, change: 'ignore-in-file', text: '#!/usr/bin/python\nspawn()\n' };
  const edit = await client.connection.sendRequest<TextEdit>('asyncPitfalls/configureRule', request);
  const start = { line: 1, character: 0 };
  expect(edit).toEqual({
    range: { start, end: start },
    newText: '# async-pitfalls: ignore-file[dangling-task]\n',
  });
});
