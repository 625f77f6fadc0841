import { describe, expect, test } from 'vitest';
import { languageIn, withoutLanguage } from '../../../server/src/hosts/cli/language.ts';
import { run } from './run-check.ts';
import { tempFolder } from './temp-folder.ts';

const CHINESE = /\p{Script=Han}/u;
const inChinese = (folder: string, ...args: readonly string[]) => run(folder, args, { language: 'zh-cn' });

describe('the language', () => {
  test.each([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-cn'],
    [{ LANG: 'zh_TW.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'zh_CN' }, 'zh-cn'],
    [{ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'zh_CN', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh-cn'],
    [{ LANG: 'zh_CN.UTF-8', LC_CTYPE: 'C' }, 'zh-cn'],
  ])('of %j is %s', (environment, language) => {
    expect(languageIn(environment)).toBe(language);
  });

  test.each([
    [['check', '--lang', 'zh-cn', 'a.py'], ['check', 'a.py'], 'zh-cn'],
    [['--lang=en', 'rules'], ['rules'], 'en'],
    [['check', '--lang', 'en', '--lang=zh-cn'], ['check'], 'zh-cn'],
    [['check', '--', '--lang', 'en'], ['check', '--', '--lang', 'en'], undefined],
    [['check', '--lang'], ['check'], ''],
    [['check', '--language'], ['check', '--language'], undefined],
  ])('is named by %j', (all, args, named) => {
    expect(withoutLanguage(all)).toEqual({ args, named });
  });

  test('that is named wins over that of the environment, for mistakes in the arguments, too', async () => {
    expect((await inChinese('/', '--lang', 'en', 'chek')).complaints[0]).toMatch(/^unknown command/);
    expect((await run('/', ['chek', '--lang', 'ZH-CN'])).complaints[0]).toMatch(/^没有命令 `chek`/);
  });

  test('must be one that is there', async () => {
    const { code, complaints } = await run('/', ['rules', '--lang', 'de']);
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: [expect.stringMatching(/^--lang is one of en, zh-cn/)],
    });
  });
});

describe('in Chinese', () => {
  test('help explains every command and option', async () => {
    const { out } = await inChinese('/', '--help');
    const lines = out.split('\n').filter((line) => line !== '');
    expect(lines.filter((line) => !CHINESE.test(line))).toEqual([]);
  });

  test('columns stand under each other, two for each character', async () => {
    const { out } = await inChinese('/', 'rules');
    const [first, second] = out.split('\n');
    const widthBefore = (line: string, text: string): number =>
      Array.from(line.slice(0, line.indexOf(text))).reduce((sum, char) => sum + (CHINESE.test(char) ? 2 : 1), 0);
    expect(widthBefore(first!, '修复：')).toBe(widthBefore(second!, '修复：'));
  });

  test('a check is summed up', async () => {
    const folder = tempFolder({
      'a.py': 'bad, risk, bad',
      'b.py': 'advice',
      'wide.py': Buffer.from('\uFEFFx', 'utf16le'),
    });
    const { code, out, complaints } = await inChinese(folder, 'check');
    expect(code).toBe(2);
    expect(complaints).toEqual(['wide.py: 文件是 UTF-16 编码，Python 无法读取']);
    expect(out.split('\n').filter((line) => CHINESE.test(line))).toMatchInlineSnapshot(`
      [
        "警告[no-bad] no \`bad\`, please",
        "说明：it begins here",
        "修复：Say good",
        "错误[no-risk] risky",
        "修复：Dare it（可能改变行为：请检查结果）",
        "警告[no-bad] no \`bad\`, please",
        "说明：it begins here",
        "修复：Say good",
        "信息[advice] some advice",
        "检查了 2 个文件：1 个错误，2 个警告，1 条信息；2 个可以用 --fix 修复，另有 1 个可以用 --fix --unsafe-fixes 修复。1 个文件无法读取。",
      ]
    `);
    expect((await inChinese(folder, 'check', 'b.py', '--statistics')).out).toBe('1  信息[advice]\n');
    expect((await inChinese(folder, 'check', 'a.py', '--fix')).out).toMatch(/^修复了 1 个文件中的 2 个问题。\n/);
  });

  test('problems of settings are told', async () => {
    const folder = tempFolder({ 'a.py': '', 'pyproject.toml': '[tool.async-pitfalls]\nselect = ["x"]\n' });
    const { complaints } = await inChinese(folder, 'check');
    expect(complaints).toEqual(['pyproject.toml:2: select：没有规则 `x`；用 `async-pitfalls rules` 可以列出全部规则']);
  });

  test('programs get the names that they know', async () => {
    const folder = tempFolder({ 'a.py': 'bad' });
    expect((await inChinese(folder, 'check', '-q', '--output-format', 'concise')).out).toMatch(/^a\.py:1:1: warning\[/);
    const { out } = await inChinese(folder, 'check', '--output-format', 'json');
    expect(JSON.parse(out)).toMatchObject([{ severity: 'warning', rule: 'no-bad' }]);
  });
});
