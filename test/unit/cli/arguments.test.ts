import { describe, expect, test } from 'vitest';
import { parseCommand, UsageError } from '../../../server/src/hosts/cli/arguments.ts';
import { run } from './run-check.ts';

describe('arguments', () => {
  test('of check', () => {
    const plain = {
      name: 'check',
      paths: ['.'],
      stdinFilename: undefined,
      exclude: [],
      forceExclude: false,
      select: undefined,
      ignore: [],
      shard: undefined,
      outsides: undefined,
      config: undefined,
      isolated: false,
      hints: false,
      baseline: undefined,
      addIgnore: undefined,
      fix: 'no',
      unsafeFixes: false,
      format: 'text',
      outputFile: undefined,
      show: 'findings',
      watch: false,
      quiet: false,
      color: true,
      exitZero: false,
      exitNonZeroOnFix: false,
      cache: true,
    };
    expect(parseCommand(['check'])).toEqual(plain);
    const all = [
      'a',
      '--fix',
      'b',
      '--unsafe-fixes',
      '--select=unused-suppression,',
      '--exit-zero',
      '--hints',
      '--output-format=json',
      '--no-cache',
    ];
    expect(
      parseCommand(['check', ...all, '--ignore', 'unused-suppression', '--ignore', ' unused-suppression ']),
    ).toEqual({
      ...plain,
      paths: ['a', 'b'],
      format: 'json',
      select: ['unused-suppression'],
      ignore: ['unused-suppression', 'unused-suppression'],
      exitZero: true,
      fix: 'write',
      unsafeFixes: true,
      hints: true,
      cache: false,
    });
    expect(parseCommand(['check', '-q', '-w', '-o', 'out.txt'])).toEqual({
      ...plain,
      quiet: true,
      watch: true,
      outputFile: 'out.txt',
    });
    expect(parseCommand(['check', '--diff', '--fix', '--', '-odd.py'])).toMatchObject({
      fix: 'diff',
      paths: ['-odd.py'],
    });
  });

  test.each([
    [[], 'say what to do: check, rules, explain, completions, outside, server'],
    [['chek'], 'unknown command `chek`, perhaps you mean `check`'],
    [['toString'], 'unknown command `toString`'],
    [['--fix'], 'unknown option `--fix`'],
    [['check', '--fxi'], 'check: unknown option `--fxi`, perhaps you mean `--fix`'],
    [['check', '-x'], 'check: unknown option `-x`'],
    [['check', '--select'], /^check: the option `--select` needs a value$/],
    [['check', '--fix=yes'], /^check: the option `--fix` takes no value$/],
    [['check', '-o', '--fix'], 'check: what follows `-o` is an option, not its value'],
    [['check', '--lagn', 'en'], 'check: unknown option `--lagn`, perhaps you mean `--lang`'],
    [['check', '--output-format', 'xml'], /^--output-format is one of text, concise, .*, not `xml`$/],
    [['check', '--output-format', 'jsn'], /, perhaps you mean `json`$/],
    [['check', '--exit-non-zero-on-fix'], '--exit-non-zero-on-fix needs --fix'],
    [['check', '--isolated', '--config', 'x.toml'], '--isolated and --config contradict each other'],
    [['check', '--exclude', ''], '--exclude: expected a glob, not an empty text'],
    [['check', '--write-baseline'], '--write-baseline needs --baseline FILE'],
    [['check', '--add-ignore', ' '], '--add-ignore needs a reason'],
    [['check', '--add-ignore', 'old', '--fix'], '--add-ignore goes with neither --fix nor --diff'],
    [['check', '-', 'a.py'], '`-` is standard input and goes with no other path'],
    [['check', '-', '--watch'], '--watch follows files, not standard input'],
    [['check', '-', '--add-ignore', 'old'], '--add-ignore writes into files, not to standard output'],
    [['check', '--stdin-filename', 'a.py'], '--stdin-filename goes with the path `-`'],
    [['check', '--statistics', '--output-format', 'sarif'], '--statistics are shown as text or json'],
    [['check', '--unsafe-fixes'], '--unsafe-fixes needs --fix or --diff'],
    [
      ['check', '--select', 'unused-supression'],
      'there is no rule `unused-supression`; did you mean `unused-suppression`?',
    ],
    [['rules', 'x'], 'rules takes no arguments, not `x`'],
    [['explain'], 'explain takes the name of one rule'],
    [['explain', 'unused-supression'], /^there is no rule/],
    [['server'], /--stdio/],
    [['completions', 'csh'], 'completions takes the name of a shell: bash, zsh, fish'],
  ])('%j cannot be understood', (args, message) => {
    expect(() => parseCommand(args)).toThrow(UsageError);
    expect(() => parseCommand(args)).toThrow(message);
  });
});

describe('commands', () => {
  test('one line tells of a mistake in the arguments', async () => {
    const { code, out, complaints } = await run('/', ['check', '--nope']);
    expect({ code, out, lines: complaints.length }).toEqual({ code: 2, out: '', lines: 1 });
    expect(complaints[0]).not.toContain('\n');
  });

  test('help and version', async () => {
    expect((await run('/', ['check', '--help'])).out).toMatch(/^Finds async\/await mistakes[\s\S]*--exit-zero/);
    expect((await run('/', ['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('rules lists them, explain shows the page of one', async () => {
    expect((await run('/', ['rules'])).out).toMatch(/^unused-suppression +information +fix: yes +An `#/m);
    const { code, out } = await run('/', ['explain', 'unused-suppression']);
    expect(code).toBe(0);
    expect(out).toMatch(/^# unused-suppression\n/);
    expect(out).toContain('```python\nimport asyncio\n');
  });

  test('server starts the server', async () => {
    let started = false;
    const { code } = await run('/', ['server', '--stdio'], {
      startServer: () => {
        started = true;
        return Promise.resolve();
      },
    });
    expect({ code, started }).toEqual({ code: 0, started: true });
  });
});
