import { describe, expect, test } from 'vitest';
import { pullingClient, pushedClient, rangeOf } from './client.ts';
import { fakeClient } from './clients.ts';

const uri = 'file:///project/app.py';

describe('a pulling client', () => {
  test('gets everything that is known of a finding', async () => {
    const client = await fakeClient();
    await client.initialize();
    await client.open(uri, 'x = 1\nspawn()\n');
    expect(await client.diagnostics(uri)).toEqual([
      {
        range: rangeOf(client.document(uri), 'spawn()'),
        severity: 1,
        code: 'dangling-task',
        codeDescription: { href: expect.stringContaining('dangling-task') as string },
        source: 'async-pitfalls',
        message: 'spawn() is wrong.',
        tags: [1, 2],
        relatedInformation: [
          {
            location: { uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } },
            message: 'from here',
          },
        ],
      },
    ]);
  });

  test('is spared what it knows already', async () => {
    const client = await fakeClient();
    await client.initialize();
    await client.open(uri, 'time.sleep(1)\n\n');
    const first = await client.pull(uri);
    expect(first.kind).toBe('full');
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, [{ range: at(1, 0), text: '# nothing new' }]);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, [{ range: at(0, 0), text: ' ' }]);
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [{ code: 'blocking-sleep' }] });
  });

  test('is never pushed to', async () => {
    const client = await fakeClient();
    await client.initialize();
    await client.open(uri, 'time.sleep(1)\n');
    await client.change(uri, [{ text: '\n\nspawn()\n' }]);
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await client.close(uri);
    expect(await client.stop()).toBe(0);
    expect(client.published).toEqual([]);
  });

  test('without links, tags and related information gets none', async () => {
    const client = await fakeClient();
    await client.initialize({ capabilities: { textDocument: { diagnostic: {} } } });
    await client.open(uri, 'spawn()\n');
    const [diagnostic] = await client.diagnostics(uri);
    expect(Object.keys(diagnostic ?? {}).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  });
});

describe('a client that cannot pull', () => {
  test('is pushed the diagnostics of each version, and none when the document is closed', async () => {
    const client = await fakeClient();
    await client.initialize({ capabilities: pushedClient });
    await client.open(uri, 'time.sleep(1)\n');
    expect(await client.pushed(uri)).toMatchObject([{ code: 'blocking-sleep' }]);
    await client.change(uri, [{ text: '\n\nspawn()\n' }]);
    expect(await client.pushed(uri)).toMatchObject([{ code: 'dangling-task' }]);
    await client.close(uri);
    await client.until(() => client.published.at(-1)?.diagnostics.length === 0 || undefined);
  });

  test('gets all open documents anew when settings change', async () => {
    const client = await fakeClient();
    const other = 'file:///project/other.py';
    await client.initialize({ capabilities: pushedClient });
    await client.open(uri, 'time.sleep(1)\n');
    await client.open(other, 'time.sleep(1)\n');
    expect(await client.pushed(uri)).toHaveLength(1);
    expect(await client.pushed(other)).toHaveLength(1);
    client.settings = () => ({ ignore: ['blocking-sleep'] });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const silent = (file: string): true | undefined =>
      client.published.findLast((each) => each.uri === file)?.diagnostics.length === 0 || undefined;
    await client.until(() => silent(uri) && silent(other));
  });
});

test.each(['file:///project/%61pp%2B1.py', 'file:///project/app+1.py'])(
  '%s is answered in its own spelling',
  async (each) => {
    const client = await fakeClient();
    await client.initialize({ capabilities: pushedClient });
    await client.open(each, 'spawn()\n');
    const [diagnostic] = await client.pushed(each);
    expect(diagnostic?.relatedInformation).toMatchObject([{ location: { uri: each } }]);
    const [fix] = await client.actions(each, rangeOf(client.document(each), 'spawn()'));
    expect(await client.fixed(each, fix)).toBe('task = spawn()\n');
    await client.close(each);
    await client.until(() => client.published.at(-1)?.diagnostics.length === 0 || undefined);
    expect(new Set(client.published.map(({ uri: published }) => published))).toEqual(new Set([each]));
  },
);

test('a client that asks and cannot be told to ask again gets answers, and is told what is new', async () => {
  const client = await fakeClient();
  const { capabilities } = await client.initialize({ capabilities: { ...pullingClient, workspace: {} } });
  // It would show what it is told beside what it has asked for.
  expect(capabilities.diagnosticProvider).toBeUndefined();
  await client.open(uri, 'time.sleep(1)\n');
  expect(await client.diagnostics(uri)).toMatchObject([{ code: 'blocking-sleep' }]);
  expect(await client.pushed(uri)).toMatchObject([{ code: 'blocking-sleep' }]);
});

describe('incremental edits', () => {
  test('keep the text equal to the editor’s through emoji, CRLF and several changes at once', async () => {
    const client = await fakeClient();
    await client.initialize();
    await client.open(uri, '"😀" # 😀\r\ntime.sleep(1)\r\n');
    const expectFinding = async (text: string): Promise<void> => {
      const items = await client.diagnostics(uri);
      expect(items.map(({ range }) => client.document(uri).getText(range))).toEqual([text]);
      expect(items.map(({ message }) => message)).toEqual([`${text} is wrong.`]);
    };
    await expectFinding('time.sleep(1)');
    // Between the emoji's quotes, then in the line below, whose offsets have moved.
    await client.change(uri, [
      { range: at(0, 3), text: '😀😀\r\n' },
      { range: { start: { line: 2, character: 11 }, end: { line: 2, character: 12 } }, text: '22' },
    ]);
    await expectFinding('time.sleep(22)');
    await client.change(uri, [
      { range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, text: '' },
      { range: at(0, 0), text: '\u2028🎉\n' },
    ]);
    await expectFinding('time.sleep(22)');
    await client.change(uri, [{ text: 'x\r' }, { range: at(1, 0), text: 'time.sleep(3)' }]);
    await expectFinding('time.sleep(3)');
  });

  test('with positions behind the end of line and file mean the end', async () => {
    const client = await fakeClient();
    await client.initialize();
    await client.open(uri, 'a\nb');
    await client.change(uri, [{ range: at(0, 99), text: '#' }]);
    await client.change(uri, [{ range: at(99, 99), text: '\ntime.sleep(1)\n' }]);
    expect(client.document(uri).getText()).toBe('a#\nb\ntime.sleep(1)\n');
    expect(await client.diagnostics(uri)).toMatchObject([{ range: { start: { line: 2, character: 0 } } }]);
  });
});

function at(line: number, character: number): { start: Position; end: Position } {
  return { start: { line, character }, end: { line, character } };
}

interface Position {
  line: number;
  character: number;
}
