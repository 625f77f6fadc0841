import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onPath } from '../../editor/host/on-path.ts';

/** What the commands that need VS Code or a browser say where these are not to be had. Nothing is built before that. */

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-pitfalls-'));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(process.execPath, join(folder, 'bin', 'node'));
  symlinkSync(onPath(['npm'])!, join(folder, 'bin', 'npm'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const noRegistry = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' };
const cannotFetch =
  'VS Code cannot be fetched: npm failed (ECONNREFUSED). Look whether `npm ping` reaches the registry, and start this again.\n';
const noChromium = 'No Chromium found: install it (Debian: `apt-get install chromium`), or set CHROMIUM to its path.\n';

test('npm start without a registry', () => {
  expect(told('start.ts', noRegistry)).toBe(cannotFetch);
});

test('npm run test:editor without a registry', () => {
  expect(told('run.ts', { ...noRegistry, CHROMIUM: process.execPath })).toBe(cannotFetch);
});

test('npm run test:web without a registry', () => {
  expect(told('web.ts', { ...noRegistry, CHROMIUM: process.execPath })).toBe(cannotFetch);
});

test.each(['run.ts', 'web.ts', 'fresh-clone.ts', 'screenshots.ts'])('%s without Chromium', (command) => {
  expect(told(command, {})).toBe(noChromium);
  expect(told(command, { CHROMIUM: join(folder, 'nothing') })).toBe(noChromium);
});

/** Runs a command in a folder where nothing has been fetched, on a machine that has Node alone; returns what it says of its failure. */
function told(command: string, env: Readonly<Record<string, string>>): string {
  const loader = ['--import', import.meta.resolve('tsx')];
  const { status, stderr } = spawnSync(process.execPath, [...loader, resolve('test/editor', command)], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      CHROMIUM: undefined,
      PATH: join(folder, 'bin'),
      npm_config_cache: join(folder, 'cache'),
      ...env,
    },
  });
  expect(status).toBe(1);
  return stderr;
}
