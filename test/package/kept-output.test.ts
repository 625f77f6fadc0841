import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { tempFolder } from '../unit/cli/temp-folder.ts';

// Each run is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const whole = resolve('dist/cli.js');

/** The built program without what checks: it can only say what was said before. */
const copy = mkdtempSync(join(tmpdir(), 'async-pitfalls-'));
const without = join(copy, 'cli.js');

beforeAll(() => {
  cpSync('dist', copy, { recursive: true });
  rmSync(join(copy, 'program.js'));
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

const project = {
  'pyproject.toml': '[project]\nname = "app"\n',
  'app/client.py': 'async def load(n): ...\n',
  'app/uses.py': 'from app.client import load\nimport lib\n\nasync def main():\n    load(1)\n    lib.call()\n',
  '.venv/pyvenv.cfg': 'version = 3.12.1\n',
  '.venv/lib/python3.12/site-packages/lib.py': 'async def call(): ...\n',
};

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, cwd: string, cache: string, args: readonly string[] = ['.']): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'check', '--cache-dir', cache, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', VIRTUAL_ENV: '' },
  });
  return { status, stdout, stderr };
}

const count = ({ stdout }: Ran): number => stdout.split('[unawaited-coroutine]').length - 1;

describe('a check of files of which nothing has changed', () => {
  test('says what it said, without loading what checks', () => {
    const [folder, cache] = [tempFolder(project), tempFolder({})];
    const first = run(whole, folder, cache);
    expect(first).toMatchObject({ status: 1, stderr: '' });
    expect(count(first)).toBe(2);
    expect(run(without, folder, cache)).toEqual(first);
    expect(run(without, folder, cache, ['.', '--output-format', 'json']).stderr).toContain('program.js');
    expect(run(whole, folder, cache, ['.', '--output-format', 'json']).status).toBe(1);
    expect(run(without, folder, cache, ['.', '--output-format', 'json']).status).toBe(1);
  });

  test('says it in another checkout, too, also of a part', () => {
    const cache = tempFolder({});
    const [here, there] = ['one', 'two'].map((name) => {
      const folder = join(tempFolder({}), name, 'app');
      for (const [path, text] of Object.entries(project)) {
        mkdirSync(join(folder, path, '..'), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      return folder;
    }) as [string, string];
    for (const args of [['.'], ['app'], ['app/uses.py', '--output-format=concise']]) {
      const first = run(whole, here, cache, args);
      expect(count(first)).toBe(2);
      expect(run(without, there, cache, args)).toEqual(first);
    }
  });

  test.each<[string, (folder: string) => void]>([
    ['a file', (folder) => writeFileSync(join(folder, 'app/client.py'), 'def load(n): ...\n')],
    ['a new file', (folder) => writeFileSync(join(folder, 'app/more.py'), project['app/uses.py'])],
    ['a file that went', (folder) => rmSync(join(folder, 'app/client.py'))],
    ['a name', (folder) => renameSync(join(folder, 'app/client.py'), join(folder, 'app/clients.py'))],
    [
      'a setting',
      (folder) =>
        writeFileSync(join(folder, 'pyproject.toml'), '[tool.async-pitfalls]\nignore = ["unawaited-coroutine"]\n'),
    ],
    ['what is ignored', (folder) => writeFileSync(join(folder, '.gitignore'), 'client.py\n')],
    [
      'a package',
      (folder) => writeFileSync(join(folder, '.venv/lib/python3.12/site-packages/lib.py'), 'def call(): ...\n'),
    ],
    ['a package that went', (folder) => rmSync(join(folder, '.venv/lib/python3.12/site-packages/lib.py'))],
    ['an environment that went', (folder) => rmSync(join(folder, '.venv'), { recursive: true })],
  ])('says something else after a change of %s', (_, change) => {
    const [folder, cache] = [tempFolder(project), tempFolder({})];
    const before = run(whole, folder, cache);
    change(folder);
    expect(run(without, folder, cache).stderr).toContain('program.js');
    const after = run(whole, folder, cache);
    const { status, stdout } = spawnSync(process.execPath, [whole, 'check', '--no-cache', '.'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', VIRTUAL_ENV: '' },
    });
    expect({ status, stdout }).toEqual({ status: after.status, stdout: after.stdout });
    expect(after.stdout).not.toBe(before.stdout);
  });

  test.each([
    ['--fix', 0],
    ['--diff', 1],
    ['--output-file=report.txt', 1],
    ['--baseline=baseline.json', 1],
  ])('does with %s what it is told, each time', (option) => {
    const [folder, cache] = [tempFolder({ 'a.py': '# async-pitfalls: ignore-file\nfine = 1\n' }), tempFolder({})];
    run(whole, folder, cache);
    run(whole, folder, cache, ['.', option]);
    expect(run(without, folder, cache, ['.', option]).stderr).toContain('program.js');
  });

  test('is done again where what was kept is damaged, and where it lies in the project', () => {
    const [folder, cache] = [tempFolder(project), tempFolder({})];
    const first = run(whole, folder, cache);
    for (const entry of readdirSync(cache, { recursive: true, encoding: 'utf8' })) {
      const path = join(cache, entry);
      if (statSync(path).isFile()) writeFileSync(path, readFileSync(path).subarray(0, -1));
    }
    expect(run(without, folder, cache).stderr).toContain('program.js');
    expect(run(whole, folder, cache)).toEqual(first);
    const inside = run(whole, folder, 'cache');
    expect(inside.stderr).toContain('is not used, since it lies in the workspace');
    expect(run(without, folder, 'cache').stderr).toContain('program.js');
  });
});
