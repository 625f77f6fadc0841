import { expect, test } from 'vitest';
import { fixFiles } from '../../../server/src/engine/fix-files.ts';
import { compiles } from '../../harness/compiles.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const helper = `import asyncio


async def fetch(n):
    await asyncio.sleep(0)
    return n


def total(n):
    return fetch(n) + 1
`;
const user =
  'import asyncio\nfrom a import total\n\n\nasync def main():\n    print(total(1))\n\n\nasyncio.run(main())\n';

/** Fixes files, by path, and gives all texts. */
async function fixed(files: Readonly<Record<string, string>>, unsafe = true, paths = Object.keys(files)) {
  const workspace = await testWorkspace(files);
  const uri = (path: string) => `${FOLDER}/${path}`;
  const result = fixFiles(
    paths.map(uri),
    {
      text: (file) => workspace.text(file),
      set: (file, text) => workspace.disk(file, text),
      findings: (file) => workspace.findings(file),
      compiles: (file) => workspace.compileErrors(file).length === 0,
    },
    { unsafe },
  );
  const texts = Object.fromEntries(Object.keys(files).map((path) => [path, workspace.text(uri(path)) ?? '']));
  workspace.dispose();
  return { texts, result };
}

test('a fix changes several files, if it may', async () => {
  const files = { 'a.py': helper, 'b.py': user };
  const { texts, result } = await fixed(files);
  expect(texts['a.py']).toContain('async def total(n):\n    return await fetch(n) + 1\n');
  expect(texts['b.py']).toContain('print(await total(1))');
  expect([...result.counts.values()]).toEqual([1, 0]);
  expect(result.together).toEqual([new Set([`${FOLDER}/a.py`, `${FOLDER}/b.py`])]);
  expect((await fixed(texts)).texts).toEqual(texts);
  expect((await fixed(files, false)).texts).toEqual(files);
  expect((await fixed(files, true, ['a.py'])).texts).toEqual(files);
});

test('one that may not be made leaves the others their turn', async () => {
  const second =
    'async def count(n):\n    await asyncio.sleep(0)\n    return n\n\n\ndef half(n):\n    return count(n) / 2\n';
  const files = { 'a.py': `${helper}\n\n${second}`, 'b.py': user.replaceAll('total', 'half'), 'c.py': user };
  const { texts } = await fixed(files, true, ['a.py', 'b.py']);
  expect(texts['c.py']).toBe(user);
  expect(texts['b.py']).toContain('print(await half(1))');
});

test('what Python refuses in the end stays as it was, and is told', async () => {
  const broken = `${user.replace('total(1)', 'asyncio.sleep(0)')}return\n`;
  const { texts, result } = await fixed({ 'a.py': helper, 'b.py': broken });
  expect(texts['b.py']).toBe(broken);
  expect(result.uncompilable).toEqual([`${FOLDER}/b.py`]);
  const other = await fixed({ 'a.py': helper, 'b.py': `${user}return\n` });
  expect(other.texts['a.py']).toBe(helper);
});

test('lines that come into a file end as its others do', async () => {
  const { texts } = await fixed({ 'a.py': helper, 'b.py': 'from a import total\r\n\r\nprint(total(1))\r\n' });
  expect(texts['b.py']).toContain('asyncio.run(total(1))');
  expect(texts['b.py']?.replaceAll('\r\n', '')).not.toContain('\n');
});

const refused: readonly string[] = [
  'return 1',
  'class A:\n    return 1',
  'def f():\n    class A:\n        return 1',
  'yield 1',
  'class A:\n    yield 1',
  '[(yield 1) for x in y]',
  'break',
  'continue',
  'for x in y:\n    pass\nelse:\n    break',
  'for x in y:\n    def f():\n        break',
  'nonlocal x',
  'print "x"',
  'exec "x"',
  'def f():\n    await x',
  'async def f():\n    lambda: await x',
  'async def f():\n    def g():\n        async with x:\n            pass',
  'class A:\n    await x',
  'def f():\n    [x async for x in y]',
];
const accepted: readonly string[] = [
  'def f():\n    return 1',
  'def f():\n    yield 1\n    yield from x',
  'lambda: (yield)',
  'async def f():\n    yield await x',
  'while x:\n    if y:\n        break\n    continue',
  'for x in y:\n    for z in x:\n        pass\n    else:\n        break',
  'def f(x):\n    def g():\n        nonlocal x',
  'def f():\n    return (await x for x in y)',
  'def f():\n    return (x async for x in y)',
  'print("x")\nexec("x")',
];

test('it is known what Python refuses though it parses', async () => {
  expect(compiles(refused)).toEqual(refused.map(() => false));
  expect(compiles(accepted)).toEqual(accepted.map(() => true));
  for (const text of [...refused, ...accepted]) {
    const workspace = await testWorkspace({ 'a.py': text });
    expect(workspace.compileErrors(`${FOLDER}/a.py`).length > 0, text).toBe(refused.includes(text));
    workspace.dispose();
  }
});
