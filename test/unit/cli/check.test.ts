import {
  chmodSync,
  chownSync,
  linkSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { docsUrl } from '../../../server/src/engine/docs-url.ts';
import { hasSpecialFiles, makeSpecial, specialFiles } from '../../harness/special-files.ts';
import { run } from './run-check.ts';
import { tempFolder } from './temp-folder.ts';
import { wordWorkspace } from './word-workspace.ts';

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

describe('output', () => {
  test('as text shows the code, what belongs to it and the fix', async () => {
    const folder = tempFolder({ 'a.py': 'one\ntwo\n\tfine bad\nfour\nfive\nsix\n', 'sub/b.py': 'advice\nrisk' });
    const { code, out, complaints } = await run(folder, ['check']);
    expect(out).toMatchInlineSnapshot(`
      "warning[no-bad] no \`bad\`, please
       --> a.py:3:7
        |
      1 | one
      2 | two
      3 |     fine bad
        |          ^^^
      4 | four
      5 | five
      note: it begins here
       --> a.py:1:1
        |
      1 | one
        | ^
      help: Say good

      information[advice] some advice
       --> sub/b.py:1:1
        |
      1 | advice
        | ^^^^^^
      2 | risk

      error[no-risk] risky
       --> sub/b.py:2:1
        |
      1 | advice
      2 | risk
        | ^^^^
      help: Dare it (unsafe: look at the result)

      Checked 2 files: 1 error, 1 warning, 1 information; 1 can be fixed with --fix, 1 more with --fix --unsafe-fixes.
      "
    `);
    expect({ code, complaints }).toEqual({ code: 1, complaints: [] });
  });

  test('what goes too deep to be read in full is told beside the findings', async () => {
    const folder = tempFolder({ 'a.py': 'fine\n  ((((\nbad\n' });
    const { code, out, complaints } = await run(folder, ['check', '--output-format', 'concise']);
    expect(out).toContain('a.py:3:1: warning[no-bad]');
    expect(complaints).toEqual(['a.py:2:3: this goes too deep or is too large; it was left out, or parts of it']);
    expect(code).toBe(1);
  });

  test('a file in which the check fails is told, the others are checked', async () => {
    const folder = tempFolder({ 'a.py': 'bad\n', 'b.py': 'bad\n', 'c.py': 'bad\n' });
    const { code, out, complaints } = await run(folder, ['check', '--output-format', 'concise'], {
      openWorkspace(commandLine) {
        const workspace = wordWorkspace(commandLine);
        const checked: typeof workspace.checked = (uri) => {
          if (uri.endsWith('/b.py')) throw new Error('ours');
          return workspace.checked(uri);
        };
        return Promise.resolve({ ...workspace, checked });
      },
    });
    expect(out.match(/^\w\.py/gm)).toEqual(['a.py', 'c.py']);
    expect(out).toContain('1 could not be read.');
    expect(complaints).toEqual(['b.py: it could not be checked: Error: ours']);
    expect(code).toBe(2);
  });

  test('as JSON has the agreed shape', async () => {
    const folder = tempFolder({ 'sub/a.py': '😀 bad\r\nfine risk\r\n' });
    const { out } = await run(folder, ['check', '--output-format', 'json']);
    const file = 'sub/a.py';
    expect(JSON.parse(out)).toEqual([
      {
        file,
        line: 1,
        column: 4,
        endLine: 1,
        endColumn: 7,
        rule: 'no-bad',
        severity: 'warning',
        message: 'no `bad`, please',
        url: docsUrl('no-bad', 'en'),
        related: [{ file, line: 1, column: 1, message: 'it begins here' }],
        fixes: [
          {
            title: 'Say good',
            safety: 'safe',
            preferred: true,
            edits: [{ file, line: 1, column: 4, endLine: 1, endColumn: 7, newText: 'good' }],
          },
        ],
      },
      {
        file,
        line: 2,
        column: 6,
        endLine: 2,
        endColumn: 10,
        rule: 'no-risk',
        severity: 'error',
        message: 'risky',
        url: docsUrl('no-risk', 'en'),
        related: [],
        fixes: [
          {
            title: 'Dare it',
            safety: 'unsafe',
            preferred: true,
            edits: [{ file, line: 2, column: 6, endLine: 2, endColumn: 10, newText: 'two\r\nlines' }],
          },
        ],
      },
    ]);
  });

  test('of nothing', async () => {
    const folder = tempFolder({ 'a.py': 'fine' });
    expect(await run(folder, ['check', '--output-format=json'])).toEqual({ code: 0, out: '[]\n', complaints: [] });
    expect(await run(folder, ['check'])).toEqual({ code: 0, out: 'Checked 1 file: no problems.\n', complaints: [] });
  });

  test('has hints only where they are asked for', async () => {
    const folder = tempFolder({ 'a.py': 'hint' });
    expect((await run(folder, ['check'])).out).toBe('Checked 1 file: no problems.\n');
    expect((await run(folder, ['check', '--output-format=json'])).out).toBe('[]\n');
    const { out } = await run(folder, ['check', '--hints']);
    expect(out).toContain('hint[hint] no `hint`');
    expect(out).toContain('Checked 1 file: 1 hint; 1 can be fixed with --fix.');
  });

  test('is coloured when that is wanted', async () => {
    const folder = tempFolder({ 'a.py': 'bad' });
    expect((await run(folder, ['check'], { colored: true })).out).toContain(
      '\u001B[1m\u001B[33mwarning[no-bad]\u001B[39m\u001B[22m',
    );
    expect((await run(folder, ['check'])).out).not.toContain('\u001B');
  });

  test('never lets a file steer the terminal', async () => {
    const folder = tempFolder({ 'a.py': 'bad "\u001B[2J\u0007"' });
    expect((await run(folder, ['check'])).out).toContain('1 | bad "\uFFFD[2J\uFFFD"');
  });

  test('names files from the working directory', async () => {
    const folder = tempFolder({ 'src/a.py': 'bad', 'work/here.txt': '' });
    expect((await run(join(folder, 'work'), ['check', '../src'])).out).toContain('--> ../src/a.py:1:1');
  });
});

describe('exit codes', () => {
  test.each([
    ['fine', [], 0],
    ['advice', [], 0],
    ['hint', ['--hints'], 0],
    ['bad', [], 1],
    ['risk', [], 1],
    ['bad', ['--exit-zero'], 0],
    ['bad', ['missing', '--exit-zero'], 2],
  ])('for %j with %j: %i', async (text, options, code) => {
    expect((await run(tempFolder({ 'a.py': text }), ['check', 'a.py', ...options])).code).toBe(code);
  });
});

describe('what cannot be done', () => {
  test('a missing path is told, the others are checked', async () => {
    const folder = tempFolder({ 'a.py': 'bad' });
    const { code, out, complaints } = await run(folder, ['check', 'nowhere', 'a.py', 'a.py/x']);
    expect(code).toBe(2);
    expect(complaints).toEqual(['nowhere: there is no such file or folder', 'a.py/x: there is no such file or folder']);
    expect(out).toContain('warning[no-bad]');
  });

  test.skipIf(process.getuid?.() === 0)('an unreadable file is told, the others are checked', async () => {
    const folder = tempFolder({ 'a.py': 'bad', 'b.py': 'bad' });
    chmodSync(join(folder, 'b.py'), 0);
    const { code, out, complaints } = await run(folder, ['check']);
    expect({ code, complaints }).toEqual({ code: 2, complaints: ['b.py: permission denied'] });
    expect(out).toContain('warning[no-bad]');
  });

  test('a link that leads back to itself is told, the others are checked', async () => {
    const folder = tempFolder({ 'a.py': 'bad' });
    symlinkSync('round.py', join(folder, 'round.py'));
    const { code, out, complaints } = await run(folder, ['check', 'round.py', 'a.py']);
    expect({ code, complaints }).toEqual({ code: 2, complaints: ['round.py: its links go in circles'] });
    expect(out).toContain('warning[no-bad]');
  });

  describe.runIf(hasSpecialFiles).each(Object.entries(specialFiles))(
    '%s is told, and the rest is checked',
    (kind, { reason }) => {
      test.each(['x.py', 'pyproject.toml', '.gitignore', 'sub/.gitignore'])('as %s', async (name) => {
        const folder = tempFolder({ '.git/HEAD': '', 'a.py': 'bad', 'sub/b.py': '' });
        makeSpecial(kind, join(folder, name));
        const named = name === 'x.py' && kind !== 'a folder' ? ['x.py', 'a.py'] : ['a.py', 'sub'];
        const { code, out, complaints } = await run(folder, ['check', ...named]);
        expect(out).toContain('warning[no-bad]');
        if (name === 'x.py' && kind === 'a folder') return;
        expect(complaints).toEqual([expect.stringMatching(`^${name}: `)]);
        expect(complaints[0]?.slice(name.length + 2)).toMatch(reason);
        expect(code).toBe(2);
      });
    },
  );

  test('a file that is too large is told', async () => {
    const folder = tempFolder({ 'a.py': Buffer.alloc(10 * 1024 * 1024 + 1, '#') });
    expect(await run(folder, ['check', '--output-format=json'])).toEqual({
      code: 2,
      out: '[]\n',
      complaints: ['a.py: it is larger than 2 MiB'],
    });
  });

  test('a file that is not what it says is told, the others are checked', async () => {
    const folder = tempFolder({
      'a.py': Buffer.from('\uFEFFbad', 'utf16le'),
      'b.py': Buffer.from('bad # caf\xe9\n', 'latin1'),
      'c.py': 'fine',
    });
    const { code, complaints } = await run(folder, ['check']);
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: [
        'a.py: it is UTF-16, which Python does not read',
        'b.py: line 1 is not UTF-8, and no coding line names another encoding',
      ],
    });
  });

  test('bad settings are told with their line, the rest counts', async () => {
    const folder = tempFolder({
      'a.py': 'advice',
      'pyproject.toml': '[tool.async-pitfalls]\nignroe = []\npython = "3.9"\n',
    });
    const { code, out, complaints } = await run(folder, ['check', '--output-format=json']);
    expect(code).toBe(2);
    expect(complaints).toEqual(['pyproject.toml:2: ignroe: there is no setting `ignroe`; did you mean `ignore`?']);
    expect(JSON.parse(out)).toHaveLength(1);
  });
});

describe('--fix', () => {
  test('writes all safe fixes and shows what is left', async () => {
    const folder = tempFolder({ 'a.py': 'bad bad\n', 'b.py': 'risk\n', 'c.py': 'fine\n' });
    const { code, out } = await run(folder, ['check', '--fix']);
    expect([read(folder, 'a.py'), read(folder, 'b.py')]).toEqual(['good good\n', 'risk\n']);
    expect(out).toMatch(/^Fixed 2 findings in 1 file\.\nerror\[no-risk\]/);
    expect(code).toBe(1);
    expect((await run(folder, ['check', '--fix', '--unsafe-fixes'])).code).toBe(0);
    expect(read(folder, 'b.py')).toBe('two\nlines\n');
  });

  test('takes no hint that was not asked for', async () => {
    const folder = tempFolder({ 'a.py': 'hint\n' });
    await run(folder, ['check', '--fix']);
    expect(read(folder, 'a.py')).toBe('hint\n');
    await run(folder, ['check', '--fix', '--hints']);
    expect(read(folder, 'a.py')).toBe('taken\n');
  });

  test('a second time changes nothing', async () => {
    const folder = tempFolder({ 'a.py': 'bad fine bad\n' });
    await run(folder, ['check', '--fix']);
    const { mtimeMs, ino } = statSync(join(folder, 'a.py'));
    expect((await run(folder, ['check', '--fix'])).out).toBe('Checked 1 file: no problems.\n');
    expect(statSync(join(folder, 'a.py'))).toMatchObject({ mtimeMs, ino });
  });

  test('keeps the byte order mark, line ends, mode and links', async () => {
    const folder = tempFolder({ 'a.txt': '\uFEFFbad\r\nrisk\r\n' });
    chmodSync(join(folder, 'a.txt'), 0o755);
    symlinkSync('a.txt', join(folder, 'link.py'));
    await run(folder, ['check', 'link.py', '--fix', '--unsafe-fixes']);
    expect(read(folder, 'a.txt')).toBe('\uFEFFgood\r\ntwo\r\nlines\r\n');
    expect(statSync(join(folder, 'a.txt')).mode & 0o777).toBe(0o755);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'link.py']);
  });

  test('keeps modes that new files do not get, owners and hard links', async () => {
    const folder = tempFolder({ 'a.py': 'bad\n', 'b.py': 'bad and some more\n', 'c.py': 'bad\n' });
    chmodSync(join(folder, 'a.py'), 0o666);
    linkSync(join(folder, 'b.py'), join(folder, 'twin.txt'));
    const owner = process.getuid?.() === 0 ? 4321 : statSync(folder).uid;
    chownSync(join(folder, 'c.py'), owner, statSync(folder).gid);
    await run(folder, ['check', '--fix']);
    expect(statSync(join(folder, 'a.py')).mode & 0o777).toBe(0o666);
    expect(read(folder, 'twin.txt')).toBe('good and some more\n');
    expect(statSync(join(folder, 'b.py')).ino).toBe(statSync(join(folder, 'twin.txt')).ino);
    expect([read(folder, 'c.py'), statSync(join(folder, 'c.py')).uid]).toEqual(['good\n', owner]);
    expect(readdirSync(folder).sort()).toEqual(['a.py', 'b.py', 'c.py', 'twin.txt']);
  });

  test('writes both names of a file that is named twice', async () => {
    const folder = tempFolder({ 'a.py': 'bad\n' });
    linkSync(join(folder, 'a.py'), join(folder, 'b.py'));
    const { complaints, out } = await run(folder, ['check', '--fix']);
    expect(complaints).toEqual([]);
    expect(out).toMatch(/no problems\.$/m);
    expect(read(folder, 'a.py')).toBe('good\n');
  });

  test('leaves read-only files alone', async () => {
    const folder = tempFolder({ 'a.py': 'bad\n', 'b.py': 'bad\n' });
    chmodSync(join(folder, 'a.py'), 0o444);
    const { code, complaints } = await run(folder, ['check', '--fix']);
    expect([read(folder, 'a.py'), read(folder, 'b.py')]).toEqual(['bad\n', 'good\n']);
    expect({ code, complaints }).toEqual({ code: 2, complaints: ['a.py: not changed: it is read-only'] });
  });

  test('leaves files alone that Python cannot compile', async () => {
    const folder = tempFolder({ 'a.py': 'bad ???\n' });
    const { code, complaints } = await run(folder, ['check', '--fix']);
    expect(read(folder, 'a.py')).toBe('bad ???\n');
    expect(code).toBe(2);
    expect(complaints[0]).toBe('a.py: not changed: as far as it can be read, Python would not compile it');
  });

  test('ends new lines as the file does, with lone CRs, too', async () => {
    const folder = tempFolder({ 'a.py': 'bad\rrisk\r' });
    await run(folder, ['check', '--fix', '--unsafe-fixes']);
    expect(read(folder, 'a.py')).toBe('good\rtwo\rlines\r');
  });

  test('writes a file in the encoding that its coding line names', async () => {
    const gbk = (text: string) => iconv.encode(`# coding: gbk\n${text}`, 'gbk');
    const folder = tempFolder({ 'a.py': gbk('名字, bad = "你好", risk\n') });
    const { out } = await run(folder, ['check', '--output-format=json', '--fix']);
    expect(JSON.parse(out)).toMatchObject([{ rule: 'no-risk', line: 2, column: 18 }]);
    expect(readFileSync(join(folder, 'a.py')).equals(gbk('名字, good = "你好", risk\n'))).toBe(true);
  });

  test('leaves a file alone whose bytes would not come back', async () => {
    // Shift JIS has two ways to write some characters.
    const bytes = Buffer.concat([
      Buffer.from('# coding: cp932\nbad = "'),
      Buffer.from([0xed, 0x40]),
      Buffer.from('"\n'),
    ]);
    const folder = tempFolder({ 'a.py': bytes });
    const { code, complaints } = await run(folder, ['check', '--fix']);
    expect(readFileSync(join(folder, 'a.py')).equals(bytes)).toBe(true);
    expect(complaints).toEqual(['a.py: not changed: it cannot be written as `cp932` again']);
    expect(code).toBe(2);
  });

  test('leaves a file alone that somebody changed meanwhile', async () => {
    const folder = tempFolder({ 'a.py': 'bad\n' });
    const { code, complaints } = await run(folder, ['check', '--fix'], {
      openWorkspace: (choice) => {
        const workspace = wordWorkspace(choice);
        const findings = (uri: string) => {
          writeFileSync(join(folder, 'a.py'), 'bad but newer\n');
          return workspace.findings(uri);
        };
        return Promise.resolve({ ...workspace, findings });
      },
    });
    expect(read(folder, 'a.py')).toBe('bad but newer\n');
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: ['a.py: not changed: it was changed while it was checked'],
    });
  });
});

describe('--diff', () => {
  test('shows the change and makes none', async () => {
    const text = '1\n2\n3\n4\n5 bad\n6\n7\n8\n9\n';
    const folder = tempFolder({ 'sub/a.py': text, 'b.py': 'risk' });
    const { code, out } = await run(folder, ['check', '--diff', '--fix']);
    expect(out).toBe(
      [
        '--- a/sub/a.py',
        '+++ b/sub/a.py',
        '@@ -2,7 +2,7 @@',
        ' 2',
        ' 3',
        ' 4',
        '-5 bad',
        '+5 good',
        ' 6',
        ' 7',
        ' 8',
        '',
      ].join('\n'),
    );
    expect(read(folder, 'sub/a.py')).toBe(text);
    expect(code).toBe(1);
  });
});

test('the workspace knows the projects of the files, but only what is named is checked', async () => {
  const folder = tempFolder({
    'pyproject.toml': '',
    'src/a/x.py': 'bad',
    'src/b.py': 'bad',
    'venv/c.py': '',
    '.gitignore': '',
  });
  const known: string[] = [];
  const { out } = await run(folder, ['check', 'src/a', '--output-format=json'], {
    openWorkspace: (choice) => {
      const workspace = wordWorkspace(choice);
      const disk = (uri: string, text: string | undefined) => {
        known.push(uri.slice(pathToFileURL(folder).href.length + 1));
        workspace.disk(uri, text);
      };
      return Promise.resolve({ ...workspace, disk });
    },
  });
  expect(known).toEqual(['pyproject.toml', 'src/a/x.py', 'src/b.py']);
  expect((JSON.parse(out) as { file: string }[]).map(({ file }) => file)).toEqual(['src/a/x.py']);
});

describe('which rules', () => {
  const folderWith = (toml: string) => tempFolder({ 'a.py': 'bad risk advice', 'pyproject.toml': toml });
  const found = async (folder: string, ...options: string[]) => {
    const { out } = await run(folder, ['check', '--output-format=json', ...options]);
    return (JSON.parse(out) as { rule: string }[]).map(({ rule }) => rule);
  };

  test('run as configured', async () => {
    expect(await found(folderWith('[tool.async-pitfalls]\nexclude = ["a.py"]\n'))).toEqual([]);
    expect(await found(folderWith(''))).toEqual(['no-bad', 'no-risk', 'advice']);
  });

  test('run as the command line says', async () => {
    const folder = folderWith('');
    expect(await found(folder, '--select', 'unused-suppression')).toEqual([]);
    expect(await found(folder, '--ignore=unused-suppression')).toEqual(['no-bad', 'no-risk', 'advice']);
  });
});
