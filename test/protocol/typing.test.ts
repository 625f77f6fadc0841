import { describe, expect, test } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver-protocol/node';
import { keysOf } from '../bench/typing/keys.ts';
import { pullingClient, pushedClient, type TestClient } from './client.ts';
import { bundledClient } from './clients.ts';

const uri = 'file:///project/app.py';

/** What is typed at `|` is right in the end. */
const moments: readonly [string, string][] = [
  ['import asyncio\n\n\nasync def main():\n    |\n', 'await asyncio.sleep'],
  [
    'import asyncio\n\n\nasync def step():\n    await asyncio.sleep(1)\n\n\nasync def main():\n    |\n',
    'task = asyncio.create_task(step())\n    task.cance',
  ],
  [
    'class A:\n    |\n\n    async def go(self, b):\n        async with b:\n            await b.go()\n',
    'def stop(self, x:',
  ],
  [
    'async def main():\n    async for i in ticker():\n        print(i)\n\n\n|\n',
    'async def ticker():\n    for i in range(3):\n        ',
  ],
];

const pullsOnly: ClientCapabilities = { ...pullingClient, workspace: { ...pullingClient.workspace, diagnostics: {} } };

const kinds: readonly [string, ClientCapabilities][] = [
  ['asks for diagnostics', pullingClient],
  ['is sent diagnostics', pushedClient],
  ['asks, but cannot be told to ask again', pullsOnly],
];

async function opened(capabilities: ClientCapabilities, text: string): Promise<TestClient> {
  const client = await bundledClient();
  await client.initialize({ capabilities });
  await client.open(uri, text);
  return client;
}

/** Types as an editor does, and gives the codes of all that was shown meanwhile. */
async function type(client: TestClient, at: number, keys: string, isPulling: boolean): Promise<Set<unknown>> {
  const seen = new Set<unknown>();
  for (const { change } of keysOf(client.document(uri).getText(), at, keys)) {
    const document = client.document(uri);
    const range = { start: document.positionAt(change.start), end: document.positionAt(change.end) };
    await client.change(uri, [{ range, text: change.text }]);
    const shown = isPulling ? await client.diagnostics(uri) : await client.pushed(uri);
    for (const { code } of shown) seen.add(code);
  }
  return seen;
}

describe.each(kinds)('a client that %s', (_, capabilities) => {
  const isPulling = capabilities === pullingClient;

  test.each(moments)('sees nothing while %j is typed on', async (marked, keys) => {
    const client = await opened(capabilities, marked.replace('|', ''));
    expect([...(await type(client, marked.indexOf('|'), keys, isPulling))]).toEqual([]);
  });

  test('sees what is wrong once typing rests', async () => {
    const text = 'import time\n\n\nasync def main():\n    \n';
    const client = await opened(capabilities, text);
    await type(client, text.length - 1, 'time.sleep(1)', isPulling);
    if (isPulling) {
      // Other news, such as the settings at the start, make it ask as well.
      let shown = await client.diagnostics(uri);
      for (let asked = 0; shown.length === 0; asked++) {
        await client.until(() => client.refreshes > asked || undefined);
        shown = await client.diagnostics(uri);
      }
      expect(shown).toMatchObject([{ code: 'blocking-sleep' }]);
    } else {
      const rested = await client.until(() => client.published.findLast(({ diagnostics }) => diagnostics.length > 0));
      expect(rested).toMatchObject({ uri, diagnostics: [{ code: 'blocking-sleep' }] });
    }
  });

  test('sees what is wrong when the cursor has left the line', async () => {
    const text = 'import time\n\n\nasync def main():\n    \n';
    const client = await opened(capabilities, text);
    await type(client, text.length - 1, 'time.sleep(1)', isPulling);
    await client.connection.sendNotification('asyncPitfalls/cursor', { uri, position: { line: 0, character: 0 } });
    const shown = isPulling
      ? await client.diagnostics(uri)
      : await client.until(() => client.published.findLast(({ diagnostics }) => diagnostics.length > 0)?.diagnostics);
    expect(shown).toMatchObject([{ code: 'blocking-sleep' }]);
  });
});

test('the fix for all leaves what is half typed alone, and a file with syntax errors', async () => {
  const text =
    'import asyncio\n\n\nasync def step():\n    await asyncio.sleep(1)\n\n\nasync def main():\n    step()\n    \n';
  const client = await opened(pullingClient, text);
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const fixAll = async (): Promise<string | undefined> => {
    const [action] = await client.actions(uri, nowhere, { only: ['source.fixAll'] });
    return action && client.applied(uri, action.edit);
  };
  expect(await fixAll()).toContain('    await step()\n');
  await type(client, text.length - 1, 'task = asyncio.create_task(step())\n    task.add', true);
  expect(await fixAll()).toContain('    await step()\n    task = asyncio.create_task(step())\n    task.add\n');
  const { length } = client.document(uri).getText();
  await type(client, length - 1, ' = (1,', true);
  expect(await fixAll()).toBeUndefined();
});
