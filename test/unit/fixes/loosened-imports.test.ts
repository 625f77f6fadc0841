import { expect, test } from 'vitest';
import { fixAll } from '../../../server/src/engine/fix-all.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const URI = `${FOLDER}/main.py`;

/** The text after all safe fixes, and after the first fix alone. */
async function fixed(text: string, path = 'main.py'): Promise<string> {
  const workspace = await testWorkspace({ [path]: text }, {});
  const uri = `${FOLDER}/${path}`;
  const { text: after } = fixAll(text, (current) => {
    workspace.disk(uri, current);
    return workspace.findings(uri);
  });
  workspace.dispose();
  return after;
}

const sleeps = (header: string, calls: string): string => `${header}\n\n\nasync def main():\n${calls}`;
const before = '    time.sleep(1)\n    time.sleep(2)\n';
const after = '    await asyncio.sleep(1)\n    await asyncio.sleep(2)\n';

test.each([
  ['its line', 'import asyncio\nimport time', 'import asyncio'],
  ['its place among others', 'import asyncio, time, os\nprint(os)', 'import asyncio, os\nprint(os)'],
  ['the last place', 'import asyncio, time', 'import asyncio'],
  ['a line that another takes', 'import time', 'import asyncio'],
])('an import of which all uses are fixed away goes, with %s', async (_, header, expected) => {
  expect(await fixed(sleeps(header, before))).toBe(sleeps(expected, after));
});

test.each([
  ['is used elsewhere', 'import asyncio\nimport time\n\nstart = time.monotonic()'],
  ['has a comment', 'import asyncio\nimport time  # for the tests'],
  ['is exported', 'import asyncio\nimport time\n\n__all__ = ["time"]'],
  ['is named in a string', 'import asyncio\nimport time\n\npatched = "main.time.sleep"'],
  ['has an alternative', 'import asyncio\n\ntry:\n    import time\nexcept ImportError:\n    time = None'],
])('it stays where it %s', async (_, header) => {
  expect(await fixed(sleeps(header, before))).toBe(sleeps(header, after));
});

test('it stays in a package, which may hand it on', async () => {
  const header = 'import asyncio\nimport time';
  expect(await fixed(sleeps(header, before), 'app/__init__.py')).toBe(sleeps(header, after));
});

test('one fix alone takes the import with the last use', async () => {
  const workspace = await testWorkspace(
    { 'main.py': sleeps('import asyncio\nimport time', '    time.sleep(1)\n') },
    {},
  );
  const [fix] = workspace.findings(URI)[0]!.fixes();
  expect(fix!.edits.map(({ newText, end, start }) => [newText, end - start])).toContainEqual([
    '',
    'import time\n'.length,
  ]);
  workspace.dispose();
});
