import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { tempFolder } from '../unit/cli/temp-folder.ts';

/** Written by `npm run build`. */
const cli = resolve('dist/cli.js');

// Each run is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Empty is as good as absent. */
const env = { ...process.env, NO_COLOR: '', FORCE_COLOR: '' };

function run(cwd: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...env, ...more },
  });
  return { status, stdout, stderr };
}

/** How many bytes come by a pipe out of which nothing is taken until the process has to wait. */
async function readSlowly(cwd: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let bytes = 0;
  await once(child.stdout, 'readable');
  for await (const data of child.stdout) {
    bytes += (data as Buffer).length;
    await new Promise((next) => setImmediate(next));
  }
  return bytes;
}

const unused = 'fine = 1  # async-pitfalls: ignore[unused-suppression-of-what]\n';
const useless = '# async-pitfalls: ignore-file\nfine = 1\n';

describe('the built command line', () => {
  test('speaks the language of the environment, or the one that is named', () => {
    const folder = tempFolder({ 'a.py': useless });
    const inChinese = { LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8' };
    const lastLine = (...args: readonly string[]) =>
      run(folder, ['check', ...args], inChinese)
        .stdout.split('\n')
        .at(-2);
    expect(lastLine()).toBe('检查了 1 个文件：1 条信息；1 个可以用 --fix 修复。');
    // What was printed in another language is not printed again.
    expect(lastLine('--lang', 'en')).toBe('Checked 1 file: 1 information; 1 can be fixed with --fix.');
    expect(lastLine()).toBe('检查了 1 个文件：1 条信息；1 个可以用 --fix 修复。');
  });

  test('finds, shows and exits', () => {
    const folder = tempFolder({
      'a.py': useless,
      'pyproject.toml': '[tool.async-pitfalls.severity]\nunused-suppression = "warning"\n',
    });
    const { status, stdout, stderr } = run(folder, ['check', '--output-format', 'json']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject([
      { file: 'a.py', line: 1, column: 1, endLine: 1, endColumn: 30, rule: 'unused-suppression', severity: 'warning' },
    ]);
    expect(run(folder, ['check', '--exit-zero']).status).toBe(0);
    expect(run(folder, ['check', '--ignore=unused-suppression'])).toEqual({
      status: 0,
      stdout: 'Checked 1 file: no problems.\n',
      stderr: '',
    });
  });

  test('tells what it cannot do in one line', () => {
    const { status, stdout, stderr } = run(tempFolder({ 'a.py': useless }), ['check', 'nowhere']);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: 'Checked no files. 1 could not be read.\n',
      stderr: 'async-pitfalls: nowhere: there is no such file or folder\n',
    });
    expect(run('/', ['check', '--wat']).stderr).toMatch(/^async-pitfalls: check: unknown option `--wat` .*\n$/);
  });

  test('shows a difference, then fixes, then has nothing left to fix', () => {
    const folder = tempFolder({ 'a.py': useless });
    const { stdout } = run(folder, ['check', '--diff']);
    expect(stdout).toBe('--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,1 @@\n-# async-pitfalls: ignore-file\n fine = 1\n');
    expect(run(folder, ['check', '--fix']).stdout).toContain('Fixed 1 finding in 1 file.');
    expect(readFileSync(join(folder, 'a.py'), 'utf8')).toBe('fine = 1\n');
    expect(run(folder, ['check', '--fix']).stdout).toBe('Checked 1 file: no problems.\n');
  });

  test('colours as FORCE_COLOR and NO_COLOR say', () => {
    const folder = tempFolder({ 'a.py': unused });
    const isColored = (more: Record<string, string>) => run(folder, ['check'], more).stdout.includes('\u001B[');
    expect([isColored({}), isColored({ FORCE_COLOR: '1' }), isColored({ NO_COLOR: '1' })]).toEqual([
      false,
      true,
      false,
    ]);
    expect(isColored({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
  });

  test('ends quietly when nobody reads on', async () => {
    const folder = tempFolder({});
    mkdirSync(join(folder, 'many'));
    for (let file = 0; file < 100; file++) writeFileSync(join(folder, `many/${file}.py`), unused.repeat(20));
    const child = spawn(process.execPath, [cli, 'check'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.once('data', () => child.stdout.destroy());
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    const code = await new Promise((done) => child.once('close', done));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('loses nothing of megabytes when the reader is slow, the second time either', async () => {
    const folder = tempFolder({ 'pyproject.toml': '' });
    const kept = tempFolder({});
    const whole = join(tempFolder({}), 'whole');
    for (let file = 0; file < 20; file++) writeFileSync(join(folder, `${file}.py`), unused.repeat(300));
    for (const format of ['concise', 'sarif']) {
      const args = ['check', '--output-format', format, '--cache-dir', kept];
      run(folder, [...args, '--output-file', whole]);
      for (const time of ['first', 'second']) {
        expect(await readSlowly(folder, args), `${format}, ${time} time`).toBe(statSync(whole).size);
      }
    }
  });

  test.skipIf(!existsSync('/dev/full'))('says that its output could not be written', () => {
    const folder = tempFolder({ 'a.py': useless });
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [cli, 'check'], {
      cwd: folder,
      env,
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect({ status, stderr: String(stderr) }).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^async-pitfalls: the output cannot be written: .*\n$/) as string,
    });
  });

  test('starts the language server', async () => {
    const child = spawn(process.execPath, [cli, 'server', '--stdio'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const send = (message: object): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    let answer = '';
    // It comes in pieces, and a log message may come first.
    await new Promise<void>((done) => {
      child.stdout.on('data', (data: Buffer) => {
        answer += data.toString();
        if (answer.includes('"capabilities"')) done();
      });
    });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    const code = await new Promise((done) => child.once('close', done));
    expect(answer).toContain('"capabilities"');
    expect(code).toBe(0);
  });
});

describe('the cache', () => {
  const filesBelow = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  const source = { 'app.py': 'import asyncio\n\nasync def main():\n    asyncio.sleep(0.5)\n' };

  test('keeps facts for the next time, which finds the same', () => {
    const folder = tempFolder(source);
    const caches = tempFolder({});
    const first = run(folder, ['check'], { XDG_CACHE_HOME: caches });
    expect(first.stdout).toContain('unawaited-coroutine');
    const kept = filesBelow(join(caches, 'async-pitfalls'));
    expect(kept.length).toBeGreaterThan(1);
    expect(run(folder, ['check'], { XDG_CACHE_HOME: caches })).toEqual(first);
    expect(filesBelow(caches)).toEqual(kept);
  });

  test('is not written with --no-cache', () => {
    const caches = tempFolder({});
    expect(run(tempFolder(source), ['check', '--no-cache'], { XDG_CACHE_HOME: caches }).status).toBe(1);
    expect(filesBelow(caches)).toEqual([]);
  });
});
