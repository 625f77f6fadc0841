import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellText, headOf } from '../../../server/src/text/notebook-cells.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const NOTEBOOK = `${FOLDER}/a.ipynb`;

const SET_UP = `import asyncio

async def fetch():
    await asyncio.sleep(1)
    return 1

async def numbers():
    yield 1
`;

let workspace: Workspace;

beforeAll(async () => {
  workspace = await testWorkspace({});
});
afterAll(() => {
  workspace.dispose();
});

/** What is found in a cell under these lines: the rule, and the titles of fixes. */
function found(top: string, code: string) {
  const text = [SET_UP, `${top}${code}`, 'fetch'].map((source, index) => cellText(headOf(index + 1), source)).join('');
  workspace.disk(NOTEBOOK, text);
  return workspace.findings(NOTEBOOK).map(({ rule, message, ...finding }) => ({
    rule,
    message: message.en,
    fixes: finding.fixes().map(({ title }) => title.en),
  }));
}

const inCell = (magic: string): string => `\`await\` it in a cell without \`${magic}\``;

it.each([
  ['fetch()', 'Await `fetch()`', inCell('%%time')],
  ['print(fetch().real)', 'Await `fetch()`', inCell('%%time')],
  ['asyncio.run(fetch())', 'Await `fetch()`', '`await` the coroutine instead, in a cell without `%%time`'],
  ['for n in numbers():\n    pass', 'Use `async for`', 'use `async for`'],
])('%j is mended at the top of a cell, and not under a magic that runs the cell by itself', (code, title, advice) => {
  expect(found('', code)[0]?.fixes[0]).toBe(title);
  expect(found('%%time\n', code)).toMatchObject([{ message: expect.stringContaining(advice) as string, fixes: [] }]);
});

it('other magics change nothing', () => {
  expect(found('%matplotlib inline\n', 'fetch()')).toEqual(found('', 'fetch()'));
});

it('a function that a cell under such a magic calls is not made async', () => {
  const text = cellText(headOf(), `${SET_UP}\ndef make():\n    fetch()\n`);
  for (const [top, count] of [
    ['', 1],
    ['%%time\n', 0],
  ] as const) {
    workspace.disk(NOTEBOOK, text + cellText(headOf(), `${top}make()`));
    const titles = workspace.findings(NOTEBOOK).flatMap((finding) => finding.fixes().map(({ title }) => title.en));
    expect(titles.filter((title) => title.startsWith('Make'))).toHaveLength(count);
  }
});
