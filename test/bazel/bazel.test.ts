import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkout, PACKAGES, remoteCache, type Checkout, type Found } from './machine.ts';

let cache: Awaited<ReturnType<typeof remoteCache>>;
let here: Checkout;
const machines: Checkout[] = [];

function machine(): Checkout {
  const made = checkout(cache.url);
  machines.push(made);
  return made;
}

beforeAll(async () => {
  cache = await remoteCache();
  here = machine();
});

afterAll(() => {
  for (const each of machines) each.stop();
  cache.stop();
});

/** What one check over the whole tree finds. */
function wholeTree({ folder }: Checkout): readonly Found[] {
  const args = [resolve('dist/cli.js'), 'check', '--no-cache', '--output-format', 'json', '--exit-zero'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return JSON.parse(stdout) as Found[];
}

const nothing: readonly string[] = [];

test('each package is one action, and finds what one check over the whole tree finds in it', () => {
  expect(here.build()).toEqual({ made: [...PACKAGES].sort(), cached: nothing });
  expect(here.findings()).toEqual(wholeTree(here));
  expect(here.findings().map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    'app/main.py unawaited-coroutine',
    'app/main.py blocking-sleep',
    'jobs/worker/run.py unawaited-coroutine',
    'store/client.py blocking-sleep',
    'web/handlers.py unawaited-coroutine',
  ]);
});

test('what has not changed is not made again', () => {
  expect(here.build()).toEqual({ made: nothing, cached: nothing });
});

test('an edit inside a function that tells nothing runs one action', () => {
  here.edit('core/rest.py', 'await asyncio.sleep(seconds)', 'await asyncio.sleep(2 * seconds)');
  expect(here.build()).toEqual({ made: ['core/core'], cached: nothing });
});

test('an edit of what a package tells runs its dependents, and no others', () => {
  here.edit('store/client.py', 'async def load(self, key: str) -> bytes:', 'def load(self, key: str) -> bytes:');
  expect(here.build()).toEqual({ made: ['app/app', 'store/store'], cached: nothing });
  expect(here.findings()).toEqual(wholeTree(here));
  expect(here.findings().map(({ file }) => file)).not.toContain('store/client.py');
});

test('a second machine runs nothing', () => {
  const there = machine();
  there.edit('core/rest.py', 'await asyncio.sleep(seconds)', 'await asyncio.sleep(2 * seconds)');
  there.edit('store/client.py', 'async def load(self, key: str) -> bytes:', 'def load(self, key: str) -> bytes:');
  expect(there.build()).toEqual({ made: nothing, cached: [...PACKAGES].sort() });
  expect(there.findings()).toEqual(here.findings());
});
