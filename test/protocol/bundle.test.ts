import { describe, expect, test } from 'vitest';
import { pushedClient, type TestClient } from './client.ts';
import { bundledClient } from './clients.ts';

/** The server as it is shipped: `npm run build` makes it. */

const uri = 'file:///project/app.py';

const FUNCTION = `async def handler_0(request):
    """It's a docstring with a quote."""
    result = await fetch(request.url, headers={'a': f"{request.name!r:>10}"})
    async with session.get(result) as response:
        return [item async for item in response if item["key"] == "x"]


`;

const lines = (count: number): string =>
  Array.from({ length: Math.ceil(count / 7) }, (_, index) => FUNCTION.replace('_0', `_${index}`)).join('');

async function started(): Promise<TestClient> {
  const client = await bundledClient();
  await client.initialize();
  return client;
}

/** Everything an editor asks about a place gets an answer, and nothing went wrong but what is `told`. */
async function expectAnswers(client: TestClient, ...told: readonly RegExp[]): Promise<void> {
  const end = client.document(uri).positionAt(Infinity);
  const range = { start: { line: 0, character: 0 }, end };
  expect(await client.pull(uri)).toMatchObject({ kind: 'full' });
  expect(await client.actions(uri, range, { triggerKind: 1 })).toBeInstanceOf(Array);
  // What is told at the start, and no failure behind it.
  expect(client.logs).toMatchObject(
    [...told, /^Async Pitfalls /, /^Settings files/, /^Open documents/, /^Cache/].map(
      (line) => expect.stringMatching(line) as unknown,
    ),
  );
}

test.each(['stdio', 'node-ipc', 'socket'] as const)('it serves over %s and goes when told to', async (transport) => {
  const client = await bundledClient(transport);
  await client.initialize();
  await client.open(uri, FUNCTION);
  await expectAnswers(client);
  expect(await client.stop()).toBe(0);
});

/** In milliseconds, for a machine that is busy with other tests. */
const PATIENCE = 180_000;

describe('broken and odd texts are answered', () => {
  test.each([
    ['nothing', ''],
    ['half a definition', 'async def'],
    ['half an await', 'async def f():\n    aw'],
    ['an open string', `${FUNCTION}x = """\n${FUNCTION}`],
    ['open brackets', `f(((([{\n${FUNCTION}`],
    ['closing brackets', ')]}' + FUNCTION],
    ['wild indentation', '   async def f():\n\t\tawait x\n  return\n'],
    ['lone surrogates', `x = "\uD83D"\n${FUNCTION}# \uDE00\n`],
    ['control characters', `\0\u0001\f\u001B\n${FUNCTION}`],
    ['a byte order mark, emoji and CRLF', '\uFEFF# 😀\n'.replace('\n', '\r\n') + FUNCTION.replaceAll('\n', '\r\n')],
    ['bare carriage returns', FUNCTION.replaceAll('\n', '\r')],
    ['another language', '<html><script>await fetch("x")</script></html>'],
    ['deep nesting', `x = ${'['.repeat(2000)}${']'.repeat(2000)}\n`],
    ['one long line', `x = ${'f(1) + '.repeat(20_000)}1\n`],
  ])('%s', async (_, text) => {
    const client = await started();
    await client.open(uri, text);
    await expectAnswers(client);
  });

  test('50,000 lines, also while they are edited', { timeout: PATIENCE }, async () => {
    const client = await started();
    await client.open(uri, lines(50_000));
    await expectAnswers(client);
    for (const text of ['"', '"', '"', '(', 'await ']) {
      const start = { line: 3, character: 0 };
      await client.change(uri, [{ range: { start, end: start }, text }]);
      expect(await client.pull(uri)).toMatchObject({ kind: 'full' });
    }
    await expectAnswers(client);
  });

  test('2 MB', { timeout: PATIENCE }, async () => {
    const client = await started();
    await client.open(uri, lines(1.9 * 1024 * 1024 * (7 / FUNCTION.length)));
    expect(client.document(uri).getText().length).toBeGreaterThan(2_000_000);
    await expectAnswers(client);
  });

  test('5 MB, which are left alone, and told', { timeout: PATIENCE }, async () => {
    const client = await started();
    await client.open(uri, lines(5 * 1024 * 1024 * (7 / FUNCTION.length)));
    expect(client.document(uri).getText().length).toBeGreaterThan(5_000_000);
    await expectAnswers(client, /^Skipped .*app\.py: \d+ characters are more than 2097152\.$/);
  });
});

test('what is typed letter by letter is answered at every letter', async () => {
  const client = await bundledClient();
  await client.initialize({ capabilities: pushedClient });
  await client.open(uri, '');
  for (let index = 0; index < FUNCTION.length; index++) {
    const end = client.document(uri).positionAt(index);
    await client.change(uri, [{ range: { start: end, end }, text: FUNCTION.charAt(index) }]);
  }
  await client.pushed(uri);
  expect(client.document(uri).getText()).toBe(FUNCTION);
  // What is told at the start, and no failure behind it.
  expect(client.logs).toMatchObject(
    [/^Async Pitfalls /, /^Settings files/, /^Open documents/, /^Cache/].map(
      (line) => expect.stringMatching(line) as unknown,
    ),
  );
});
