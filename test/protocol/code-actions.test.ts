import { CodeActionTriggerKind } from 'vscode-languageserver-protocol';
import { describe, expect, test } from 'vitest';
import { pullingClient, rangeOf, type TestClient } from './client.ts';
import { fakeClient } from './clients.ts';
import { NEVER_CHOSEN } from './fake-workspace.ts';

const uri = 'file:///project/app.py';
const initializationOptions = {
  commands: ['asyncPitfalls.explainRule', 'asyncPitfalls.peekPath', 'asyncPitfalls.configureRule'],
};

async function opened(text: string, params: Parameters<TestClient['initialize']>[0] = {}): Promise<TestClient> {
  const client = await fakeClient();
  await client.initialize(params);
  await client.open(uri, text);
  return client;
}

describe('quick fixes', () => {
  test('come with their diagnostic, the safe one preferred, and mend the text', async () => {
    const client = await opened('x = "😀"; time.sleep(1)\n');
    const [diagnostic] = await client.diagnostics(uri);
    const [fix] = await client.actions(uri, rangeOf(client.document(uri), 'sleep'));
    expect(fix).toMatchObject({ title: 'Sleep well', kind: 'quickfix', isPreferred: true, diagnostics: [diagnostic] });
    expect(await client.fixed(uri, fix)).toBe('x = "😀"; await asyncio.sleep(1)\n');
  });

  test('are for the document as it is, even when the client shows older diagnostics', async () => {
    const client = await opened('time.sleep(1)\n');
    const diagnostics = await client.diagnostics(uri);
    await client.change(uri, [{ text: '\n\ntime.sleep(1)\n' }]);
    const range = rangeOf(client.document(uri), 'time.sleep(1)');
    const [fix] = await client.actions(uri, range, { diagnostics });
    expect(fix?.diagnostics).toMatchObject([{ range }]);
    expect(await client.fixed(uri, fix)).toBe('\n\nawait asyncio.sleep(1)\n');
  });

  test('come without their edits, and with them when one is chosen', async () => {
    const client = await opened('time.sleep(1)\nspawn()\n');
    const range = rangeOf(client.document(uri), 'time.sleep(1)');
    const actions = await client.actions(uri, range, { only: ['quickfix'] });
    expect(actions.map(({ title }) => title)).toContain('Ignore blocking-sleep on this line');
    expect(actions.filter(({ edit }) => edit !== undefined)).toEqual([]);
    const [fix] = actions;
    expect(await client.fixed(uri, fix)).toBe('await asyncio.sleep(1)\nspawn()\n');
    await client.change(uri, [{ text: 'spawn()\n' }]);
    await expect(client.fixed(uri, fix)).rejects.toMatchObject({ code: -32801 });
  });

  test('cost no edits where none is chosen', async () => {
    const client = await opened(`time.sleep(${NEVER_CHOSEN})\n`);
    const range = rangeOf(client.document(uri), 'time.sleep');
    const actions = await client.actions(uri, range, { triggerKind: CodeActionTriggerKind.Automatic });
    expect(actions.map(({ title }) => title)).toContain('Sleep well');
  });

  test('come whole to clients that do not ask again', async () => {
    const { textDocument, ...capabilities } = pullingClient;
    const client = await opened('time.sleep(1)\n', {
      capabilities: {
        ...capabilities,
        textDocument: {
          ...textDocument,
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
        },
      },
    });
    const actions = await client.actions(uri, rangeOf(client.document(uri), 'time.sleep(1)'));
    expect(actions.filter(({ edit, command }) => edit === undefined && command === undefined)).toEqual([]);
    expect(client.applied(uri, actions[0]?.edit)).toBe('await asyncio.sleep(1)\n');
  });

  test('that the user must look at are not preferred', async () => {
    const client = await opened('spawn()\n');
    const [fix] = await client.actions(uri, rangeOf(client.document(uri), 'spawn'));
    expect(fix).toMatchObject({ title: 'Keep it (look at the result)' });
    expect(fix).not.toHaveProperty('isPreferred');
  });

  test('away from findings there are none', async () => {
    const client = await opened('pass\ntime.sleep(1)\n');
    expect(await client.actions(uri, rangeOf(client.document(uri), 'pass'), { only: ['quickfix'] })).toEqual([]);
  });

  test.each([undefined, null, 'of another server', { rule: 1 }])(
    'that came whole stay as they are (data: %j)',
    async (data) => {
      const client = await opened('time.sleep(1)\n');
      const action = { title: 'Anything', ...(data !== undefined && { data }) };
      expect(await client.connection.sendRequest('codeAction/resolve', action)).toEqual(action);
      expect(client.logs.filter((line) => line.includes('failed'))).toEqual([]);
    },
  );

  test('clients without versions get plain changes', async () => {
    const { workspace, ...capabilities } = pullingClient;
    const client = await opened('time.sleep(1)\n', {
      capabilities: { ...capabilities, workspace: { ...workspace, workspaceEdit: {} } },
    });
    const range = rangeOf(client.document(uri), 'time.sleep(1)');
    const [fix] = await client.actions(uri, range);
    const resolved = await client.connection.sendRequest<typeof fix>('codeAction/resolve', fix);
    expect(resolved?.edit).toEqual({ changes: { [uri]: [{ range, newText: 'await asyncio.sleep(1)' }] } });
  });

  test('one rule is fixed in the whole file when that is chosen', async () => {
    const client = await opened('time.sleep(1)\nspawn()\ntime.sleep(2)\n');
    const actions = await client.actions(uri, rangeOf(client.document(uri), 'time'));
    const all = actions.find(({ title }) => title === 'Fix all blocking-sleep in this file');
    expect(all?.edit).toBeUndefined();
    const resolved = await client.connection.sendRequest<typeof all>('codeAction/resolve', all);
    expect(client.applied(uri, resolved?.edit)).toBe('await asyncio.sleep(1)\nspawn()\nawait asyncio.sleep(2)\n');
    await client.change(uri, [{ text: 'time.sleep(3)\n' }]);
    await expect(client.connection.sendRequest('codeAction/resolve', all)).rejects.toMatchObject({ code: -32801 });
  });
});

describe('the menu', () => {
  const titles = async (text: string, place: string) => {
    const client = await opened(text, { initializationOptions });
    return (await client.actions(uri, rangeOf(client.document(uri), place), { only: ['quickfix'] })).map(
      ({ title }) => title,
    );
  };

  test('begins with what mends the gravest finding, has all of its kind as the second choice, and seven entries', async () => {
    expect(await titles('time.sleep(1); spawn()\ntime.sleep(2)\n', 'time.sleep(1); spawn()')).toEqual([
      'Keep it (look at the result)',
      'Fix all blocking-sleep in this file',
      'Sleep well',
      'Ignore dangling-task on this line',
      'Configure dangling-task…',
      'Peek the call path',
      'Why? Explain dangling-task',
    ]);
  });

  test('takes the smaller of two equal findings first', async () => {
    const [first] = await titles('time.sleep(10)  ;  time.sleep(2)\n', 'time.sleep(10)  ;  time.sleep(2)');
    const client = await opened('time.sleep(10)  ;  time.sleep(2)\n');
    const line = rangeOf(client.document(uri), 'time.sleep(10)  ;  time.sleep(2)');
    const [fix, all] = await client.actions(uri, line);
    expect(first).toBe('Sleep well');
    expect(await client.fixed(uri, fix)).toBe('time.sleep(10)  ;  await asyncio.sleep(2)\n');
    expect(all).toMatchObject({ title: 'Fix all blocking-sleep in this file', diagnostics: [{}, {}] });
  });
});

describe('refactorings', () => {
  const chosen = async (client: TestClient) => {
    const actions = await client.actions(uri, rangeOf(client.document(uri), 'spin'), { only: ['refactor'] });
    expect(actions).toMatchObject([{ title: 'Spin it', kind: 'refactor.rewrite' }]);
    return client.connection.sendRequest<(typeof actions)[0]>('codeAction/resolve', actions[0]);
  };

  test('say what to look at to clients that can show it, and leave out what changes nothing for others', async () => {
    const { workspace, ...capabilities } = pullingClient;
    const workspaceEdit = { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } };
    const client = await opened('x = spin\n', {
      capabilities: { ...capabilities, workspace: { ...workspace, workspaceEdit } },
    });
    expect((await chosen(client)).edit).toMatchObject({
      documentChanges: [{ edits: [{ annotationId: 'Certain' }, { newText: 'spin', annotationId: 'It spins here' }] }],
      changeAnnotations: {
        Certain: { label: 'Certain', needsConfirmation: false },
        'It spins here': { label: 'It spins here', needsConfirmation: true },
      },
    });
    const other = await opened('x = spin\n');
    expect((await chosen(other)).edit?.documentChanges).toMatchObject([{ edits: [{ newText: '# spun\n' }] }]);
  });

  test('are not looked for while the cursor moves', async () => {
    const client = await opened('spin\n');
    const range = rangeOf(client.document(uri), 'spin');
    expect(await client.actions(uri, range, { triggerKind: 2 })).toEqual([]);
    expect(await client.actions(uri, range, { triggerKind: 1 })).toMatchObject([{ title: 'Spin it' }]);
  });
});

describe('fix all', () => {
  const only = (kind: string): { only: string[] } => ({ only: [kind] });
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

  test.each(['source', 'source.fixAll', 'source.fixAll.asyncPitfalls'])('as %s mends what is safe', async (kind) => {
    const client = await opened('time.sleep(1)\nx = 1\nspawn()\ntime.sleep(2)\n');
    const actions = await client.actions(uri, nowhere, only(kind));
    expect(actions.map((action) => action.kind)).toEqual(['source.fixAll.asyncPitfalls']);
    expect(client.applied(uri, actions[0]?.edit)).toBe(
      'await asyncio.sleep(1)\nx = 1\nspawn()\nawait asyncio.sleep(2)\n',
    );
    const [change] = actions[0]?.edit?.documentChanges ?? [];
    expect(change).toMatchObject({
      edits: [{ range: { start: { line: 0 }, end: { line: 0 } } }, { range: { start: { line: 3 }, end: { line: 3 } } }],
    });
    // Trying the fixes out has left the document as it was.
    expect(await client.diagnostics(uri)).toHaveLength(3);
  });

  test.each(['source.organizeImports', 'source.fixAll.other', 'refactor'])('is no answer to %s', async (kind) => {
    const client = await opened('time.sleep(1)\n');
    expect(await client.actions(uri, nowhere, only(kind))).toEqual([]);
  });

  test('is not offered where nothing is to be fixed, nor to a moving cursor', async () => {
    const client = await opened('spawn()\n');
    expect(await client.actions(uri, nowhere, only('source.fixAll'))).toEqual([]);
    await client.change(uri, [{ text: '\n\ntime.sleep(1)\n' }]);
    const kinds = async (triggerKind: 1 | 2): Promise<(string | undefined)[]> =>
      (await client.actions(uri, nowhere, { triggerKind })).map(({ kind }) => kind);
    expect(await kinds(2)).not.toContain('source.fixAll.asyncPitfalls');
    expect(await kinds(1)).toContain('source.fixAll.asyncPitfalls');
  });
});

describe('other actions', () => {
  test('a finding can be ignored on its line', async () => {
    const client = await opened('spawn()  # why\n');
    const actions = await client.actions(uri, rangeOf(client.document(uri), 'spawn'));
    const ignore = actions.find(({ title }) => title === 'Ignore dangling-task on this line');
    expect(await client.fixed(uri, ignore)).toBe('spawn()  # why  # async-pitfalls: ignore[dangling-task]\n');
  });

  test('settings of the rule, why and the call path are offered to clients that carry them out', async () => {
    const client = await opened('x\nspawn()\n', { initializationOptions });
    const range = rangeOf(client.document(uri), 'spawn()');
    const commands = (await client.actions(uri, range)).flatMap(({ command }) => command ?? []);
    expect(commands).toMatchObject([
      { command: 'asyncPitfalls.configureRule', arguments: ['dangling-task', uri] },
      { command: 'asyncPitfalls.peekPath', arguments: [uri, range.start, [{ uri, range }, { uri }]] },
      { command: 'asyncPitfalls.explainRule', arguments: ['dangling-task'] },
    ]);
    const withoutPath = await opened('x\nunused()\n', { initializationOptions });
    const titles = (await withoutPath.actions(uri, range)).map(({ title }) => title);
    expect(titles).toContain('Why? Explain unused-suppression');
    expect(titles).not.toContain('Peek the call path');
    const other = await opened('x\nspawn()\n');
    expect((await other.actions(uri, range)).flatMap(({ command }) => command ?? [])).toEqual([]);
  });
});
