import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { contributes } from '../../../package.json';
import { readStream } from '../../../server/src/hosts/regular-file.ts';
import { run } from './run-check.ts';
import { tempFolder } from './temp-folder.ts';
import { wordWorkspace } from './word-workspace.ts';

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const concise = ['check', '--output-format', 'concise', '--quiet'];

/** The places of what was found. */
async function found(folder: string, ...options: readonly string[]): Promise<readonly string[]> {
  const { out } = await run(folder, [...concise, ...options]);
  return out.split('\n').flatMap((line) => /^[^ ]+:\d+:\d+(?=: )/.exec(line)?.[0] ?? []);
}

describe('standard input', () => {
  const stdin = (text: string | Buffer) => ({ stdin: () => Promise.resolve(Buffer.from(text)) });

  test('is checked in place of the file that it is the text of', async () => {
    const folder = tempFolder({ 'a.py': 'fine', 'b.py': 'bad' });
    const { code, out } = await run(folder, [...concise, '-', '--stdin-filename', 'a.py'], stdin('\n bad'));
    expect({ code, out }).toEqual({ code: 1, out: 'a.py:2:2: warning[no-bad] no `bad`, please\n' });
  });

  test('needs no name', async () => {
    const { out } = await run(tempFolder({}), [...concise, '-'], stdin('bad'));
    expect(out).toBe('-:1:1: warning[no-bad] no `bad`, please\n');
  });

  test('goes to standard output with --fix, findings go beside it', async () => {
    const fixed = await run(tempFolder({}), [...concise, '-', '--fix'], stdin('\uFEFFbad, risk\r\n'));
    expect(fixed.out).toBe('\uFEFFgood, risk\r\n');
    expect(fixed.complaints).toEqual(['-:1:7: error[no-risk] risky']);
    expect((await run(tempFolder({}), [...concise, '-', '--fix'], stdin('fine'))).out).toBe('fine');
  });

  test('shows a difference', async () => {
    const { out } = await run(tempFolder({}), ['check', '-', '--diff', '--stdin-filename', 'a.py'], stdin('bad\n'));
    expect(out).toBe('--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,1 @@\n-bad\n+good\n');
  });

  test('is told of when it is too large', async () => {
    const limited = { stdin: (limit: number) => readStream(Readable.from([Buffer.alloc(limit + 1)]), limit) };
    const { code, complaints } = await run(tempFolder({}), ['check', '-'], limited);
    expect({ code, complaints }).toEqual({ code: 2, complaints: ['-: it is larger than 2 MiB'] });
  });

  test('is told of when it is no Python', async () => {
    const { code, complaints } = await run(tempFolder({}), ['check', '-'], stdin(Buffer.from([0xff, 0xfe, 0x61, 0])));
    expect({ code, complaints }).toEqual({ code: 2, complaints: ['-: it is UTF-16, which Python does not read'] });
  });
});

describe('which files', () => {
  const files = {
    'a.py': 'bad',
    'sub/b.py': 'bad',
    'sub/deep/c.py': 'bad',
    'build/d.py': 'bad',
    '.gitignore': 'e.py\n',
    'e.py': 'bad',
    '.git/x': '',
  };

  test('--exclude leaves out files and folders, below the working directory and elsewhere', async () => {
    const folder = tempFolder(files);
    expect(await found(folder)).toEqual(['a.py:1:1', 'sub/b.py:1:1', 'sub/deep/c.py:1:1']);
    expect(await found(folder, '--exclude', 'deep', '--exclude=a.*')).toEqual(['sub/b.py:1:1']);
    expect(await found(folder, '--exclude', 'sub/*.py', 'sub/b.py', 'a.py')).toEqual(['a.py:1:1']);
    expect(await found(join(folder, 'build'), '--exclude', 'deep', '../sub')).toEqual(['../sub/b.py:1:1']);
  });

  test('--force-exclude leaves out named files that their folder’s listing leaves out', async () => {
    const folder = tempFolder(files);
    expect(await found(folder, 'e.py', 'build/d.py', 'a.py')).toEqual(['a.py:1:1', 'build/d.py:1:1', 'e.py:1:1']);
    expect(await found(folder, 'e.py', 'build/d.py', 'a.py', '--force-exclude')).toEqual(['a.py:1:1']);
  });

  test('--shard takes a part of them, and the parts together are all', async () => {
    const folder = tempFolder(
      Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => [`${name}.py`, 'bad'])),
    );
    const parts = await Promise.all(['1/3', '2/3', '3/3'].map((part) => found(folder, '--shard', part)));
    expect(parts.map(({ length }) => length)).toEqual([3, 2, 2]);
    expect(parts.flat().sort()).toEqual(await found(folder));
  });

  test('--shard lets files of other parts be known', async () => {
    const folder = tempFolder({ 'a.py': 'fine', 'b.py': 'bad' });
    const known: string[] = [];
    await run(folder, [...concise, '--shard', '1/2'], {
      openWorkspace: (commandLine) => {
        const workspace = wordWorkspace(commandLine);
        return Promise.resolve({ ...workspace, dispose: () => known.push(...workspace.files()) });
      },
    });
    expect(known.map((uri) => uri.slice(-4))).toEqual(['a.py', 'b.py']);
  });

  test.each(['', '0/3', '4/3', '1', 'a/b', '1/3/5'])('--shard %s is refused', async (part) => {
    const { code, complaints } = await run(tempFolder({}), ['check', '--shard', part]);
    expect(code).toBe(2);
    expect(complaints.join()).toContain('--shard is a number of a count');
  });

  test('--show-files shows them, without those that the settings exclude', async () => {
    const folder = tempFolder({ ...files, 'pyproject.toml': '[tool.async-pitfalls]\nexclude = ["deep"]\n' });
    expect((await run(folder, ['check', '--show-files'])).out).toBe('a.py\nsub/b.py\n');
    expect((await run(folder, ['check', 'sub/deep/c.py'])).out).toBe('Checked no files.\n');
  });
});

describe('which settings', () => {
  const folderWith = (toml: string) =>
    tempFolder({
      'a.py': 'bad',
      'pyproject.toml': '[tool.async-pitfalls]\nexclude = ["a.py"]\n',
      'ci/strict.toml': toml,
    });

  test('--isolated reads no pyproject.toml', async () => {
    expect(await found(folderWith(''))).toEqual([]);
    expect(await found(folderWith(''), '--isolated')).toEqual(['a.py:1:1']);
  });

  test('--config reads another file instead', async () => {
    expect(await found(folderWith('[tool.async-pitfalls]\n'), '--config', 'ci/strict.toml')).toEqual(['a.py:1:1']);
    expect(
      await found(folderWith('[tool.async-pitfalls]\nexclude = ["/a.py"]\n'), '--config', 'ci/strict.toml'),
    ).toEqual([]);
  });

  test.each([
    ['nowhere.toml', '', 'nowhere.toml: there is no such file or folder'],
    ['ci/strict.toml', '', /^ci\/strict\.toml: it has no table \[tool\.async-pitfalls\]$/],
    ['ci/strict.toml', '[tool.async-pitfalls]\nignroe = []\n', /^ci\/strict\.toml:2: ignroe: there is no setting/],
    ['ci/strict.toml', '[tool.async-pitfalls', /^ci\/strict\.toml:1: /],
  ])('--config %s with %j is told of', async (file, toml, complaint) => {
    const { code, complaints } = await run(folderWith(toml), ['check', '--config', file]);
    expect(code).toBe(2);
    expect(complaints).toEqual([expect.stringMatching(complaint)]);
  });

  test('--show-settings shows what counts for the first file', async () => {
    const toml = '[tool.async-pitfalls]\nexclude = ["x"]\npython = "3.9"\nignore = ["unused-suppression"]\n';
    const folder = tempFolder({ 'a.py': '', 'pyproject.toml': toml });
    expect((await run(folder, ['check', '--show-settings'])).out).toMatchInlineSnapshot(`
      "# a.py, from pyproject.toml
      [tool.async-pitfalls]
      ignore = [ "unused-suppression" ]
      strict = []
      exclude = [ "x" ]
      relaxed-paths = []
      blocking = []
      non-blocking = []
      off-loaders = []
      task-spawners = []
      python = "3.9"

      [tool.async-pitfalls.severity]
      [tool.async-pitfalls.per-file-ignores]
      "
    `);
    expect(
      (await run(folder, ['check', '--show-settings', '--isolated', '--select', 'unused-suppression'])).out,
    ).toContain('select = [ "unused-suppression" ]');
  });
});

describe('output', () => {
  test('is what the problem matcher of the extension reads', async () => {
    const [matcher] = contributes.problemMatchers;
    const { regexp, file, line, column, severity, code, message } = matcher!.pattern;
    const { out } = await run(tempFolder({ 'a.py': 'fine\nfine bad' }), concise);
    const parts = new RegExp(regexp).exec(out.trimEnd()) ?? [];
    expect([file, line, column, severity, code, message].map((part) => parts[part])).toEqual([
      ...['a.py', '2', '6', 'warning', 'no-bad', 'no `bad`, please'],
    ]);
  });

  test('--output-file takes it, without colours', async () => {
    const folder = tempFolder({ 'a.py': 'bad' });
    const { code, out } = await run(folder, [...concise, '-o', 'out.txt'], { colored: true });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(read(folder, 'out.txt')).toBe('a.py:1:1: warning[no-bad] no `bad`, please\n');
    const failed = await run(folder, [...concise, '-o', 'no/where.txt']);
    expect(failed).toEqual({ code: 2, out: '', complaints: ['no/where.txt: there is no such file or folder'] });
  });

  test('--quiet shows findings and what could not be done', async () => {
    const folder = tempFolder({ 'a.py': 'fine', 'b.py': 'bad' });
    expect((await run(folder, ['check', '-q', 'a.py', 'nowhere'])).out).toBe('');
    expect((await run(folder, ['check', '-q', '--fix'])).out).toBe('');
    expect((await run(folder, ['check', '-q', 'nowhere'])).complaints).toHaveLength(1);
  });

  test('--no-color shows none', async () => {
    const folder = tempFolder({ 'a.py': 'bad' });
    expect((await run(folder, ['check', '--no-color'], { colored: true })).out).not.toContain('\u001B');
    expect((await run(folder, ['check', '--no-color', '--diff'], { colored: true })).out).not.toContain('\u001B');
  });

  test('--statistics counts', async () => {
    const folder = tempFolder({ 'a.py': 'bad risk bad\nadvice bad', 'b.py': 'risk' });
    expect((await run(folder, ['check', '--statistics'])).out).toBe(
      '3  warning[no-bad] (3 can be fixed with --fix)\n2  error[no-risk]\n1  information[advice]\n',
    );
    expect(JSON.parse((await run(folder, ['check', '--statistics', '--output-format', 'json'])).out)).toEqual([
      { count: 3, rule: 'no-bad', severity: 'warning', fixable: 3 },
      { count: 2, rule: 'no-risk', severity: 'error', fixable: 0 },
      { count: 1, rule: 'advice', severity: 'information', fixable: 0 },
    ]);
  });

  test('tells how far it is', async () => {
    const told: string[] = [];
    const progress = (doing: string, done: number, total: number) => told.push(`${doing} ${done}/${total}`);
    const folder = tempFolder({ 'a.py': 'bad', 'b.py': '' });
    await run(folder, ['check'], { progress });
    expect(told).toEqual(['reading 2/2', 'checking 1/2', 'checking 2/2']);
    await run(folder, ['check', '--quiet'], { progress });
    expect(told).toHaveLength(3);
  });

  test('--watch shows anew after each change, without what is gone', async () => {
    const folder = tempFolder({ 'a.py': 'bad', 'b.py': 'bad' });
    async function* changes() {
      await Promise.resolve();
      writeFileSync(join(folder, 'a.py'), 'fine');
      yield;
    }
    const { code, out } = await run(folder, [...concise, '--watch', '--no-cache'], { changes });
    const b = 'b.py:1:1: warning[no-bad] no `bad`, please\n';
    expect({ code, out }).toEqual({ code: 1, out: `a.py:1:1: warning[no-bad] no \`bad\`, please\n${b}${b}` });
  });
});

test('--exit-non-zero-on-fix exits with 1 when a file was changed', async () => {
  const folder = tempFolder({ 'a.py': 'bad' });
  const options = ['check', '--fix', '--exit-non-zero-on-fix'];
  expect((await run(folder, options)).code).toBe(1);
  expect((await run(folder, options)).code).toBe(0);
});

describe('--add-ignore', () => {
  test('silences all findings with the reason', async () => {
    const folder = tempFolder({ 'a.py': 'bad, risk, bad\nx = """\n""", bad\n', 'b.py': '# coding: latin-1\nadvice\n' });
    const { code, out } = await run(folder, ['check', '--add-ignore', 'as  it\nwas']);
    expect(out).toMatch(/^Silenced 5 findings in 2 files\.\nChecked 2 files: no problems\.\n$/);
    expect(code).toBe(0);
    expect(read(folder, 'a.py')).toMatchInlineSnapshot(`
      "bad, risk, bad  # async-pitfalls: ignore[no-bad, no-risk] as it was
      x = """
      """, bad  # async-pitfalls: ignore[no-bad] as it was
      "
    `);
    expect(read(folder, 'b.py')).toBe('# coding: latin-1\nadvice  # async-pitfalls: ignore[advice] as it was\n');
  });
});

describe('--baseline', () => {
  const write = ['check', '--baseline', 'base.json', '--write-baseline'];
  const use = [...concise, '--baseline', 'base.json'];

  test('silences what was there, until its code changes', async () => {
    const folder = tempFolder({ 'a.py': 'bad\nbad\n risk\n', 'b.py': 'fine' });
    expect(await run(folder, write)).toEqual({
      code: 0,
      out: 'Wrote 3 findings to base.json.\nChecked 2 files: no problems.\n',
      complaints: [],
    });
    expect(await run(folder, use)).toEqual({ code: 0, out: '', complaints: [] });
    writeFileSync(join(folder, 'a.py'), '\n\nfine\nrisk\nbad\n\nbad\nbad\n  risk, more\n');
    const { code, out } = await run(folder, use);
    expect(out).toBe('a.py:8:1: warning[no-bad] no `bad`, please\na.py:9:3: error[no-risk] risky\n');
    expect(code).toBe(1);
  });

  test('tells what is gone, and forgets it when it is written again', async () => {
    const folder = tempFolder({ 'a.py': 'bad', 'b.py': 'bad' });
    await run(folder, write);
    writeFileSync(join(folder, 'a.py'), 'fine');
    expect((await run(folder, ['check', '--baseline', 'base.json'])).out).toMatch(/^1 finding of the baseline is gone/);
    expect((await run(folder, ['check', 'b.py', '--baseline', 'base.json'])).out).toBe(
      'Checked 1 file: no problems.\n',
    );
    await run(folder, [...write, 'a.py']);
    expect(JSON.parse(read(folder, 'base.json'))).toEqual({
      findings: [{ file: 'b.py', rule: 'no-bad', code: 'bad', count: 1 }],
    });
  });

  test('holds from whatever folder it is used', async () => {
    const folder = tempFolder({ 'sub/a.py': 'bad' });
    await run(folder, write);
    const { code } = await run(join(folder, 'sub'), ['check', '--baseline', '../base.json']);
    expect(code).toBe(0);
  });

  test('that is not there or is none is told of, and silences nothing', async () => {
    const folder = tempFolder({ 'a.py': 'bad', 'none.json': '[]' });
    for (const [file, reason] of [
      ['nowhere.json', 'there is no such file or folder'],
      ['none.json', 'it is no baseline of async-pitfalls'],
    ] as const) {
      const { code, out, complaints } = await run(folder, [...concise, '--baseline', file]);
      expect({ code, complaints }).toEqual({ code: 2, complaints: [`${file}: ${reason}`] });
      expect(out).toContain('no-bad');
    }
  });
});
