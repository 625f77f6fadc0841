import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-pitfalls-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('suites are summed', () => {
  suite('code', 12, 0);
  suite('editor', 3, 0);
  expect(count()).toEqual({ line: '15 passed, 0 failed', code: 0 });
});

test('a failed test in any suite is an error', () => {
  suite('code', 12, 0);
  suite('editor', 3, 2);
  expect(count()).toEqual({ line: '15 passed, 2 failed', code: 1 });
});

test('what failed outside a test counts once', () => {
  suite('code', 12, 0);
  expect(count('--failed')).toEqual({ line: '12 passed, 1 failed', code: 1 });
  suite('code', 12, 3);
  expect(count('--failed')).toEqual({ line: '12 passed, 3 failed', code: 1 });
});

test('no test at all is an error', () => {
  expect(count()).toEqual({ line: '0 passed, 1 failed', code: 1 });
});

function suite(name: string, numPassedTests: number, numFailedTests: number): void {
  const results = join(folder, 'out', 'test-results');
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, `${name}.json`), JSON.stringify({ numPassedTests, numFailedTests, success: true }));
}

function count(...flags: string[]): { line: string; code: number | null } {
  const script = resolve('server/tools/count-tests.ts');
  const loader = ['--import', import.meta.resolve('tsx')];
  const { stdout, status } = spawnSync(process.execPath, [...loader, script, ...flags], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { line: stdout.trimEnd(), code: status };
}
