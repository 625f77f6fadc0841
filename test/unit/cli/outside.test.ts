import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testWorkspace } from '../../harness/workspace.ts';
import { run as runWords, type Outcome } from './run-check.ts';
import { tempFolder } from './temp-folder.ts';

/** The command line with the workspace that it really has. */
const run = (cwd: string, ...args: readonly string[]): Promise<Outcome> =>
  runWords(cwd, args, { openWorkspace: () => testWorkspace({}) });

const tree = {
  'pyproject.toml': '[tool.async-pitfalls]\npython = "3.12"\n',
  'core/__init__.py': '',
  'core/files.py': 'import time\n\n\ndef wait():\n    time.sleep(1)\n',
  'store/__init__.py': '',
  'store/client.py': 'from core.files import wait\n\n\nasync def load():\n    wait()\n',
};
const withoutCore = Object.fromEntries(Object.entries(tree).filter(([path]) => path !== 'core/files.py'));
const concise = ['check', '--quiet', '--output-format', 'concise'];

async function outsideIn(folder: string, ...args: readonly string[]): Promise<string> {
  expect(await run(folder, 'outside', ...args, '-o', 'out')).toEqual({ code: 0, out: '', complaints: [] });
  return readFileSync(join(folder, 'out'), 'utf8');
}

describe('outsides', () => {
  test('stand for packages that are not there', async () => {
    const told = await outsideIn(tempFolder(tree), 'core');
    const alone = tempFolder({ ...withoutCore, 'core.outside': told, list: 'core.outside\n' });
    const { out } = await run(tempFolder(tree), ...concise, 'store');
    expect(out).toContain('blocking-sleep');
    expect((await run(alone, ...concise, 'store')).out).toBe('');
    for (const name of ['core.outside', '@list'])
      expect(await run(alone, ...concise, 'store', '--outsides', name)).toEqual({ code: 1, out, complaints: [] });
  });

  test('are all that is known of others', async () => {
    const folder = tempFolder(tree);
    writeFileSync(join(folder, 'store.outside'), await outsideIn(folder, 'store'));
    expect((await run(folder, ...concise, 'store', '--outsides', 'store.outside')).out).toBe('');
  });

  test('have the same bytes wherever a tree lies, and no path of it', async () => {
    const [one, other] = [tempFolder(tree), tempFolder(tree)];
    const told = await outsideIn(one, 'core', 'store');
    expect(await outsideIn(other, 'store', 'core')).toBe(told);
    expect(told).not.toContain(one);
  });

  test('bring the settings of their packages', async () => {
    const settings = { 'core/pyproject.toml': '[tool.async-pitfalls]\nnon-blocking = ["time.sleep"]\n' };
    const told = await outsideIn(tempFolder({ ...tree, ...settings }), 'core');
    const alone = tempFolder({ ...withoutCore, 'core.outside': told });
    expect((await run(alone, ...concise, 'store', '--outsides', 'core.outside')).out).toBe('');
  });

  test.each(['', '{}', '{"format":2,"settings":[],"files":[]}', '{"format":1,"settings":[],"files":[{"file":1}]}'])(
    'are refused when they are something else: %s',
    async (text) => {
      const folder = tempFolder({ ...tree, 'core.outside': text });
      const { code, complaints } = await run(folder, ...concise, 'store', '--outsides', 'core.outside');
      expect({ code, complaints }).toEqual({
        code: 2,
        complaints: ['core.outside: it is not what this version of `async-pitfalls outside` writes'],
      });
    },
  );

  test.each([
    [['outside', 'core'], 'outside takes paths and a file to write'],
    [['outside', '-o', 'out'], 'outside takes paths and a file to write'],
    [['check', '--outsides', 'a', '--fix'], '--outsides goes with a check of files'],
    [['check', '--outsides', 'a', '--shard', '1/2'], '--outsides and --shard contradict each other'],
  ])('%j cannot be understood', async (args, complaint) => {
    const { code, complaints } = await run(tempFolder(tree), ...args);
    expect(code).toBe(2);
    expect(complaints.join()).toContain(complaint);
  });
});
