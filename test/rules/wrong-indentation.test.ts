import { expect, test } from 'vitest';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';

const LINES = 'import asyncio\nimport time\n\n\nasync def beat():\n';
const CALLER = '\n\nasync def main():\n    time.sleep(1)\n    poll()\n';

/** To which block a line belongs that Python refuses for its indentation is unknown; the rest of the file is checked. */
test.each([
  ['right', `${LINES}    while True:\n        print(1)\n    await asyncio.sleep(3)\n`, ['6 cpu-bound-loop']],
  ['between the blocks', `${LINES}    while True:\n        print(1)\n      await asyncio.sleep(3)\n`, []],
  ['first line too deep', `${LINES}    while True:\n         x = 1\n        await asyncio.sleep(3)\n`, []],
  ['a tab', `${LINES}    while True:\n        print(1)\n\tawait asyncio.sleep(3)\n`, []],
  [
    'a loop that others call',
    `${LINES}    await asyncio.sleep(1)\n\n\ndef poll():\n    while True:\n        print(1)\n      return\n${CALLER}`,
    ['16 blocking-sleep'],
  ],
])('%s', async (_what, text, expected) => {
  const workspace = await testWorkspace({ 'main.py': text });
  const found = workspace.findings(`${FOLDER}/main.py`);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  expect(found.map(({ rule, start }) => `${String(lineOf(start))} ${rule}`)).toEqual(expected);
});
