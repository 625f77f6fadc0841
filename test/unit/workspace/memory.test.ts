import { expect, test } from 'vitest';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const app = `${FOLDER}/app.py`;
const other = `${FOLDER}/other.py`;

const files = {
  'app.py':
    'import asyncio\nfrom other import helper\n\nasync def main():\n    helper(1)\n    await asyncio.sleep(1)\n',
  'other.py': 'async def helper(n):\n    return n\n',
};

test('memory grows with the code, not with what happens to it', async () => {
  const workspace = await testWorkspace(files);
  const look = (): string[] => [app, other].flatMap((uri) => workspace.findings(uri).map(({ rule }) => rule));
  expect(look()).toEqual(['unawaited-coroutine']);
  const sizes: number[] = [];
  let made = 0;
  for (let round = 0; round < 40; round++) {
    const names = Array.from({ length: 10 }, (_, i) => `Typed${String(round)}_${String(i)}`);
    const typed = names.map((name) => `\nclass ${name}:\n    async def run(self): ...\n\n${name}().run()\n`).join('');
    const end = workspace.text(app)?.length ?? 0;
    workspace.edited(app, [{ start: end, end, text: typed }]);
    expect(look()).toHaveLength(11);
    made += Math.max(0, workspace.remembered - (sizes.at(-1) ?? 0));
    workspace.edited(app, [{ start: end, end: end + typed.length, text: '' }]);
    workspace.disk(other, undefined);
    expect(look()).toEqual([]);
    workspace.disk(other, files['other.py']);
    expect(look()).toEqual(['unawaited-coroutine']);
    sizes.push(workspace.remembered);
  }
  const [first = 0] = sizes;
  expect(made).toBeGreaterThan(Math.max(...sizes));
  // What nobody needs any more is forgotten now and then, all of it.
  const afterwards = sizes.filter((size, i) => size < (sizes[i - 1] ?? 0));
  expect(afterwards.length).toBeGreaterThan(0);
  expect(Math.max(...afterwards)).toBeLessThan(first + 200);
  workspace.dispose();
});
