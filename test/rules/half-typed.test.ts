import { expect, test } from 'vitest';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';

const HEAD = 'import asyncio\n\n\nasync def fetch():\n    return 1\n\n\nasync def main():\n';

/** What the last line may still become decides what the line above it means. */
test.each([
  ['    reply = fetch()\n    reply.', []],
  ['    reply = fetch()\n    aw', []],
  ['    reply = fetch()\n    await', []],
  ['    task = asyncio.create_task(fetch())\n    ta', []],
  ['    fetch().', []],
  ['    reply = fetch()\n    print(1)', ['unawaited-coroutine']],
  ['    reply = fetch()\n    reply.real', ['coroutine-as-value']],
  ['    fetch()\n    aw', ['unawaited-coroutine']],
])('%j', async (body, expected) => {
  const text = `${HEAD}${body}\n`;
  const workspace = await testWorkspace({ 'typed.py': text });
  expect(workspace.findings(`${FOLDER}/typed.py`).map(({ rule }) => rule)).toEqual(expected);
});
