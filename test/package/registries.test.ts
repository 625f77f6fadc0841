import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { version } from '../../package.json';
import { tempFolder } from '../unit/cli/temp-folder.ts';
import { unzip } from './zip.ts';

// Packages come from PyPI, and each run is a process of its own.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const hasPython = spawnSync('python3', ['-m', 'venv', '--help']).status === 0;

const blocking = { 'app.py': 'import time\n\n\nasync def main():\n    time.sleep(1)\n' };

describe.skipIf(!hasPython)('the wheel', () => {
  const environment = mkdtempSync(join(tmpdir(), 'async-pitfalls-venv-'));
  const bin = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
  const wheel = resolve(`out/packages/async_pitfalls-${version}-py3-none-any.whl`);
  /** Nothing but the environment's own programs: no Node of the machine's. */
  const env = { PATH: [bin, dirname('/bin/sh')].join(delimiter), XDG_CACHE_HOME: join(environment, 'cache') };

  beforeAll(() => {
    execFileSync('npx', ['tsx', 'server/tools/package-python.ts'], { stdio: 'pipe' });
    execFileSync('python3', ['-m', 'venv', environment]);
    execFileSync(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', wheel], { stdio: 'pipe' });
  });

  afterAll(() => {
    rmSync(environment, { recursive: true, force: true });
  });

  test('holds what is needed, with licences, and nothing else', () => {
    const names = [...unzip(readFileSync(wheel)).keys()];
    expect(names.filter((name) => !name.includes('.dist-info/')).sort()).toEqual([
      'async_pitfalls/__init__.py',
      'async_pitfalls/__main__.py',
      'async_pitfalls/dist/THIRD-PARTY-LICENSES.txt',
      'async_pitfalls/dist/cli.js',
      'async_pitfalls/dist/iconv-lite.js',
      'async_pitfalls/dist/libraries.json',
      'async_pitfalls/dist/program.js',
      'async_pitfalls/dist/tree-sitter-python.wasm',
      'async_pitfalls/dist/web-tree-sitter.wasm',
    ]);
    expect(names.some((name) => name.endsWith('licenses/LICENSE'))).toBe(true);
  });

  test.each([
    ['async-pitfalls', []],
    ['python', ['-m', 'async_pitfalls']],
  ])('%s %j checks in an environment that has no other Node', (program, args) => {
    const run = (...more: readonly string[]) =>
      spawnSync(join(bin, program), [...args, ...more], { cwd: tempFolder(blocking), encoding: 'utf8', env });
    expect(run('--version').stdout).toBe(`${version}\n`);
    const { status, stdout, stderr } = run('check', '--output-format', 'concise');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('app.py:5:5: warning[blocking-sleep]');
  });

  test('reads GBK', () => {
    const folder = tempFolder({});
    const source = '# coding: gbk\nimport asyncio\n\n\nasync def 主():\n    asyncio.sleep(1)\n';
    writeFileSync(join(folder, 'gbk.py'), iconv.encode(source, 'gbk'));
    const run = spawnSync(join(bin, 'async-pitfalls'), ['check'], { cwd: folder, encoding: 'utf8', env });
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('5 | async def 主():');
  });

  test('speaks the language server protocol', async () => {
    const child = spawn(join(bin, 'async-pitfalls'), ['server', '--stdio'], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const send = (message: object): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    let answer = '';
    await new Promise<void>((done) => {
      child.stdout.on('data', (data: Buffer) => {
        answer += data.toString();
        if (answer.includes('"capabilities"')) done();
      });
    });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    expect(await new Promise((done) => child.once('close', done))).toBe(0);
  });
});

describe('the npm package', () => {
  test('runs by npx in a fresh folder', () => {
    const folder = tempFolder(blocking);
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { stdio: 'pipe' });
    const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    const npm = (...args: readonly string[]) => spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
    expect(npm('install', '--no-audit', '--no-fund', `./${archive!}`).status).toBe(0);
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'async-pitfalls',
    ]);
    const { status, stdout } = npm(
      'exec',
      '--no',
      '--',
      'async-pitfalls',
      'check',
      'app.py',
      '--output-format',
      'concise',
    );
    expect({ status, stdout }).toMatchObject({ status: 1, stdout: expect.stringContaining('app.py:5:5') as string });
    expect(readdirSync(join(folder, 'node_modules/async-pitfalls')).sort()).toEqual(
      ['LICENSE', 'README.md', 'README.zh-cn.md', 'dist', 'package.json'].sort(),
    );
  });
});
