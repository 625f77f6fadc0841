import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  type CallHierarchyItem,
  CodeLensRequest,
  InlayHintRequest,
  type Position,
} from 'vscode-languageserver-protocol/node';
import { expect, test } from 'vitest';
import type { TestClient } from './client.ts';
import { bundledClient } from './clients.ts';
import { temporaryProject } from './temporary-project.ts';

const APP = [
  'import asyncio',
  'from store import save',
  '',
  'async def view():',
  '    save("a")',
  '    later = asyncio.sleep(1)',
  '    await later',
  '',
  'def quick():',
  '    return 1',
  '',
].join('\n');

const STORE =
  'import time\n\n\ndef save(text):\n    wait()\n\n\ndef wait():\n    time.sleep(1)\n\n\ndef never_on_the_loop():\n    time.sleep(1)\n';

async function started(settings: object, locale?: string) {
  const project = temporaryProject({ 'app.py': APP, 'store.py': STORE });
  const client = await bundledClient();
  client.settings = () => ({ cache: 'off', ...settings });
  await client.initialize({
    workspaceFolders: [{ uri: project.uri, name: 'project' }],
    ...(locale !== undefined && { locale }),
  });
  await client.open(project.uriOf('app.py'), APP);
  await client.open(project.uriOf('store.py'), STORE);
  return { client, app: project.uriOf('app.py'), store: project.uriOf('store.py') };
}

const prepare = async (client: TestClient, uri: string, position: Position): Promise<CallHierarchyItem | undefined> =>
  (await client.connection.sendRequest(CallHierarchyPrepareRequest.type, { textDocument: { uri }, position }))?.[0];

const callees = async ({ connection }: TestClient, item: CallHierarchyItem) =>
  (await connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, { item })) ?? [];

const callers = async ({ connection }: TestClient, item: CallHierarchyItem) =>
  (await connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item })) ?? [];

test('the call hierarchy leads from a coroutine to what blocks, and back', async () => {
  const { client, app, store } = await started({});
  const view = await prepare(client, app, { line: 3, character: 11 });
  expect(view).toMatchObject({ name: 'view', detail: 'blocks the loop: time.sleep(), 2 hops', uri: app });
  const [toSave] = await callees(client, view!);
  expect(toSave).toMatchObject({
    to: { name: 'save', uri: store },
    fromRanges: [{ start: { line: 4, character: 4 } }],
  });
  const [toWait] = await callees(client, toSave!.to);
  const [toSleep] = await callees(client, toWait!.to);
  expect(toSleep).toMatchObject({ to: { name: 'time.sleep()', detail: 'blocks the loop' } });
  expect(await callees(client, toSleep!.to)).toEqual([]);

  expect((await callers(client, toSleep!.to)).map(({ from }) => from.name)).toEqual(['wait']);
  expect((await callers(client, toWait!.to)).map(({ from }) => from.name)).toEqual(['save']);
  expect((await callers(client, toSave!.to)).map(({ from }) => from.name)).toEqual(['view']);
  expect(await callers(client, view!)).toEqual([]);
});

test('at a call it begins at what is called, elsewhere and at other functions there is none', async () => {
  const { client, app } = await started({});
  expect(await prepare(client, app, { line: 4, character: 5 })).toMatchObject({ name: 'save' });
  expect(await prepare(client, app, { line: 5, character: 6 })).toBeUndefined();
  expect(await prepare(client, app, { line: 8, character: 5 })).toBeUndefined();
});

test('lenses and hints are there where they are wanted, in the language of the client', async () => {
  const { client, app, store } = await started({ codeLens: true, inlayHints: true }, 'zh-cn');
  const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: store } });
  expect(lenses?.map(({ range, command }) => [range.start.line, command?.title])).toEqual([
    [3, '阻塞事件循环：time.sleep()，经过 1 次调用'],
    [3, '1 个异步调用者'],
    [7, '阻塞事件循环：time.sleep()'],
    [7, '1 个异步调用者'],
  ]);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const hintsIn = async (uri: string) => {
    const hints = await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
    return hints?.map(({ position, label }) => [position.line, position.character, label]);
  };
  expect(await hintsIn(store)).toEqual([
    [3, 15, '阻塞事件循环：time.sleep()，经过 1 次调用'],
    [7, 11, '阻塞事件循环：time.sleep()'],
  ]);
  expect(await hintsIn(app)).toEqual([[5, 28, '协程，尚未运行']]);
});

test('by default there are none', async () => {
  const { client, store } = await started({});
  expect(await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: store } })).toEqual([]);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  expect(await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: store }, range })).toEqual(
    [],
  );
});
