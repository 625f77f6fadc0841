import { type Hover, HoverRequest, type Position } from 'vscode-languageserver-protocol/node';
import { expect, test } from 'vitest';
import { pullingClient, rangeOf, type TestClient } from './client.ts';
import { fakeClient } from './clients.ts';

const uri = 'file:///project/app.py';

const hover = (client: TestClient, position: Position): Promise<Hover | null> =>
  client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });

test('a finding says its rule’s reason, other places nothing', async () => {
  const client = await fakeClient();
  await client.initialize();
  await client.open(uri, 'pass\nx = unused()\n');
  const range = rangeOf(client.document(uri), 'unused()');
  expect(await hover(client, range.start)).toMatchObject({
    range,
    contents: { kind: 'markdown', value: expect.stringMatching(/^\*\*unused\\-suppression\*\*: .+/) as string },
  });
  expect(await hover(client, range.end)).not.toBeNull();
  expect(await hover(client, { line: 0, character: 1 })).toBeNull();
});

test('clients without Markdown get plain text', async () => {
  const client = await fakeClient();
  const { textDocument, ...capabilities } = pullingClient;
  await client.initialize({ capabilities: { ...capabilities, textDocument: { ...textDocument, hover: {} } } });
  await client.open(uri, 'unused()\n');
  const found = await hover(client, { line: 0, character: 0 });
  expect(found?.contents).toMatchObject({
    kind: 'plaintext',
    value: expect.stringMatching(/^unused-suppression: [^*`]+$/) as string,
  });
});
