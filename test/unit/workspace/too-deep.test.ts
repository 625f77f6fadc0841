import { expect, test } from 'vitest';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const FILE = `${FOLDER}/deep.py`;

/** Nested so deep that whoever calls himself for each step would run out of stack. */
const DEEP = 5000;
const around = (open: string, core: string, close: string): string => open.repeat(DEEP) + core + close.repeat(DEEP);
const joined = (item: string, by: string): string => Array.from({ length: DEEP }, () => item).join(by);

const pieces: Readonly<Record<string, string>> = {
  'members of a union': `x: ${joined('int', ' | ')} = 1\n`,
  operands: `x = ${joined('a', ' and ')}\n`,
  parentheses: `x = ${around('(', '1', ')')}\n`,
  'calls in calls': `x = ${around('f(', '1', ')')}\n`,
  'calls of calls': `x = f${'()'.repeat(DEEP)}\n`,
  attributes: `x = a${'.b'.repeat(DEEP)}\n`,
  subscripts: `x: ${around('list[', 'int', ']')} = 1\n`,
  branches: `if a:\n    pass\n${'elif b:\n    pass\n'.repeat(DEEP)}`,
  lambdas: `x = ${'lambda: '.repeat(DEEP)}1\n`,
  'targets in targets': `${around('(', 'a', ',)')} = x\n`,
  'patterns in patterns': `match x:\n    case ${around('[', 'a', ']')}:\n        pass\n`,
  'formats in formats': `x = f"${around('{a:', '', '}')}"\n`,
};

test.each(Object.entries(pieces))('%s, very deep: told, and all else is found', async (_, piece) => {
  const above = 'import time\n';
  const workspace = await testWorkspace({ 'deep.py': `${above}${piece}\nasync def last():\n    time.sleep(1)\n` });
  expect(workspace.findings(FILE).map(({ rule }) => rule)).toEqual(['blocking-sleep']);
  expect(workspace.tooDeep(FILE).length).toBeGreaterThan(0);
  expect(workspace.tooDeep(FILE)[0]?.start).toBeGreaterThanOrEqual(above.length);
  workspace.dispose();
});

test('five hundred targets of one assignment are read', async () => {
  const names = Array.from({ length: 500 }, (_, index) => `a${String(index)} = `).join('');
  const workspace = await testWorkspace({
    'deep.py': `import time\n${names}1\n\nasync def last():\n    time.sleep(1)\n`,
  });
  expect(workspace.findings(FILE)).toHaveLength(1);
  expect(workspace.tooDeep(FILE)).toEqual([]);
  workspace.dispose();
});

test('a statement of more than a megabyte is left alone, and what stands around it is found', async () => {
  const data = `DATA = [${'1, '.repeat(400_000)}]\n`;
  const workspace = await testWorkspace({ 'deep.py': `import time\n${data}\nasync def last():\n    time.sleep(1)\n` });
  expect(workspace.findings(FILE)).toHaveLength(1);
  expect(workspace.tooDeep(FILE)).toEqual([{ start: 12, end: 12 + data.length + 1 }]);
  workspace.dispose();
});

test('of a file that has nothing to do with tasks nothing is told', async () => {
  const workspace = await testWorkspace({ 'deep.py': `DATA = [${'1, '.repeat(400_000)}]\n` });
  expect(workspace.tooDeep(FILE)).toEqual([]);
  workspace.dispose();
});
