import { describe, expect, test } from 'vitest';
import { fixAll } from '../../../server/src/engine/fix-all.ts';
import type { FileEdit, FileFix, Finding } from '../../../server/src/engine/finding.ts';
import { check, FILE, wordRule } from './fake-file.ts';
import { inAllLanguages } from '../../../server/src/text/localized.ts';

const bad = wordRule('no-bad', 'bad', 'good');
const analyse = (text: string) => check([text], [bad]);

describe('fixing all', () => {
  test('applies what can be applied and tells of it', () => {
    const { text, fixed } = fixAll('bad fine bad', analyse);
    expect(text).toBe('good fine good');
    expect(fixed).toEqual([
      { rule: 'no-bad', title: inAllLanguages('Replace bad') },
      { rule: 'no-bad', title: inAllLanguages('Replace bad') },
    ]);
  });

  test('goes on with what a fix brought up', () => {
    const chain = [wordRule('one', 'a', 'b'), wordRule('two', 'b', 'c')];
    expect(fixAll('a b', (text) => check([text], chain)).text).toBe('c c');
  });

  test('ends when rules contradict each other', () => {
    const circle = [wordRule('one', 'a', 'b'), wordRule('two', 'b', 'a')];
    expect(fixAll('a', (text) => check([text], circle)).text).toBe('a');
  });

  test('ends when a fix makes more of the same', () => {
    const grow = wordRule('grow', 'a', 'a a');
    expect(fixAll('a', (text) => (text.length > 1000 ? [] : check([text], [grow]))).text.length).toBeGreaterThan(3);
  });

  test('leaves unsafe fixes and those of other files alone', () => {
    const [finding] = analyse('bad');
    const withFix =
      (change: Partial<FileFix>) =>
      (text: string): Finding[] =>
        text === 'bad' && finding
          ? [{ ...finding, fixes: () => finding.fixes().map((fix) => ({ ...fix, ...change })) }]
          : [];
    expect(fixAll('bad', withFix({ safety: 'unsafe' })).text).toBe('bad');
    expect(fixAll('bad', withFix({ safety: 'unsafe' }), { unsafe: true }).text).toBe('good');
    expect(fixAll('bad', withFix({ edits: [{ uri: 'file:///other.py', start: 0, end: 3, newText: '' }] })).text).toBe(
      'bad',
    );
  });

  test('takes only the findings that it is asked to', () => {
    expect(fixAll('bad bad', analyse, { only: ({ start }) => start === 0 }).text).toBe('good bad');
  });

  test('two fixes share an import, and nested ones wait for their round', () => {
    const edit = (start: number, end: number, newText: string): FileEdit => ({ uri: FILE, start, end, newText });
    const fixes: FileEdit[][] = [
      [edit(0, 0, 'import asyncio\n'), edit(2, 3, 'F'), edit(8, 8, ']')],
      [edit(0, 0, 'import asyncio\n'), edit(10, 11, 'H')],
      [edit(4, 5, 'G')],
    ];
    const base = {
      uri: FILE,
      rule: 'r',
      severity: 'error',
      start: 0,
      end: 0,
      message: { en: '', 'zh-cn': '' },
      related: [],
      unnecessary: false,
      deprecated: false,
    } as const;
    const rounds: string[] = [];
    const { text } = fixAll('\n\nf(g(x)) h', (current) => {
      rounds.push(current);
      return rounds.length > 1
        ? []
        : fixes.map((edits) => ({ ...base, fixes: () => [{ title: { en: '', 'zh-cn': '' }, safety: 'safe', edits }] }));
    });
    expect(text).toBe('import asyncio\n\n\nF(g(x)]) H');
  });
});
