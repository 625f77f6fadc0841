import { expect, test } from 'vitest';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const uri = `${FOLDER}/long.py`;
const text = `import time\n\n${Array.from({ length: 200 }, (_, i) => `\nasync def f${i}():\n    time.sleep(${i + 1})\n`).join('')}`;

const starts = (workspace: Awaited<ReturnType<typeof testWorkspace>>): readonly number[] =>
  workspace.findings(uri).map(({ start }) => start);

test('a file is checked in steps, which may be left and overtaken by edits', async () => {
  const workspace = await testWorkspace({});
  workspace.edited(uri, [{ text }]);
  const steps = workspace.steps(uri)[Symbol.iterator]();
  for (let i = 0; i < 10; i++) expect(steps.next().done).toBe(false);
  workspace.edited(uri, [{ start: 0, end: 0, text: 'import os\n' }]);
  expect([...workspace.steps(uri)].length).toBeGreaterThan(10);
  while (steps.next().done !== true);
  const fresh = await testWorkspace({ 'long.py': `import os\n${text}` });
  expect(starts(workspace)).toHaveLength(200);
  expect(starts(workspace)).toEqual(starts(fresh));
  workspace.dispose();
  fresh.dispose();
});

test('a file without anything asynchronous takes no steps', async () => {
  const workspace = await testWorkspace({ 'long.py': 'def f():\n    pass\n\n\n'.repeat(100) });
  expect([...workspace.steps(uri)]).toEqual([]);
  workspace.dispose();
});
