import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixAll } from '../../../server/src/engine/fix-all.ts';
import { unusedSuppression } from '../../../server/src/rules/suppressions/unused-suppression.ts';
import { applyEdits } from '../../../server/src/text/edits.ts';
import { check, marks, wordRule } from './fake-file.ts';
import { untranslated } from '../../harness/untranslated.ts';

const bad = wordRule('no-bad', 'bad', 'good');
const ugly = wordRule('unused-suppression-counterpart', 'ugly', 'nice');
const shown = (...chunks: string[]): string[] => marks(chunks.join(''), check(chunks, [bad, ugly]));

describe('comments that silence findings', () => {
  test.each([
    ['on the line', 'bad  # async-pitfalls: ignore[no-bad]\n'],
    ['with a reason', 'bad  # async-pitfalls: ignore[no-bad] it is meant so\n'],
    ['without blanks', 'bad#async-pitfalls:ignore[no-bad]\n'],
    ['among others', 'bad ugly  # async-pitfalls: ignore[unused-suppression-counterpart, no-bad]\n'],
    ['on the line above', '  # async-pitfalls: ignore[no-bad]\n  bad\n'],
    ['on the line above, CRLF', '# async-pitfalls: ignore[no-bad]\r\nbad\r\n'],
    ['above another comment', '# async-pitfalls: ignore[no-bad]\n# why not\nbad\n'],
    ['behind another comment', 'bad  # type: ignore # async-pitfalls: ignore[no-bad]\n'],
    ['in front of another comment', 'bad  # async-pitfalls: ignore[no-bad] # type: ignore\n'],
    ['for the file', '# async-pitfalls: ignore-file\nfine\nbad\n'],
    ['for the file, at its end', 'bad\n\n# async-pitfalls: ignore-file generated\n'],
    ['for a rule in the file', 'bad\n# async-pitfalls: ignore-file[no-bad] generated\nfine\nbad\n'],
    ['noqa', 'bad  # noqa\n'],
    ['noqa in capitals', 'bad  #NOQA\n'],
    ['noqa of ruff', 'bad  # noqa: F401, ASYNC251\n'],
    ['noqa of ruff, one word', 'bad  # noqa:ASYNC251\n'],
    ['noqa of flake8-async', 'bad  # noqa: async250 and why\n'],
    ['noqa with the beginning of codes', 'bad  # noqa: ASYNC2\n'],
    ['noqa behind a reason', 'bad  # so it is # noqa\n'],
    ["ruff's noqa for the file", '# ruff: noqa: ASYNC251\n\nbad\n'],
    ["ruff's ignore", 'bad  # ruff: ignore[F401, ASYNC251] why\n'],
    ["ruff's ignore by name", 'bad  # ruff: ignore[blocking-sleep-in-async-function]\n'],
    ["ruff's ignore on the line above", '# ruff: ignore[ASYNC251]\nbad\n'],
    ["ruff's ignore for the file", '# ruff: file-ignore[ASYNC251]\n\nbad\n'],
    ["mypy's ignore of the same check", 'bad  # type: ignore[attr-defined, unused-bad]\n'],
    ["pyright's ignore of the same check", 'bad  # pyright: ignore[reportIt]\n'],
    ["flake8's noqa for the file", '# flake8: noqa\n\nbad\n'],
  ])('%s', (_, text) => {
    expect(shown(text)).toEqual([]);
  });

  test.each([
    ['noqa of another code', 'bad  # noqa: F401\n'],
    ['noqa of a type checker', 'bad  # noqa: reportIt\n'],
    ['an ignore of type checkers without a check', 'bad  # type: ignore\n'],
    ['an ignore of type checkers for another check', 'bad  # type: ignore[attr-defined]\n'],
    ['noqa on the line above', '# noqa\nbad\n'],
    ["ruff's noqa for another code", '# ruff: noqa: F401\nbad\n'],
    ["ruff's ignore of another check", 'bad  # ruff: ignore[F401]\n'],
    ["ruff's ignore of another check by name", 'bad  # ruff: ignore[blind-except]\n'],
    ["ruff's ignore of nothing", 'bad  # ruff: ignore[]\n'],
    ['a comment about noqa', 'bad  # this noqa says nothing\n'],
    [
      'a comment for another rule in the file',
      '# async-pitfalls: ignore-file[unused-suppression-counterpart]\nbad ugly\n',
    ],
  ])('not by %s', (_, text) => {
    expect(shown(text)).toEqual(['no-bad: bad']);
  });

  test('reach no further than the next line', () => {
    expect(shown('# async-pitfalls: ignore[no-bad]\nbad\nbad\n')).toEqual(['no-bad: bad']);
    expect(shown('bad  # async-pitfalls: ignore[no-bad]\nbad\n')).toEqual(['no-bad: bad']);
    expect(shown('bad\nbad  # async-pitfalls: ignore[no-bad]\n')).toEqual(['no-bad: bad']);
  });

  test('reach over chunks', () => {
    expect(shown('fine\n', '# async-pitfalls: ignore[no-bad]\n', 'bad\n')).toEqual([]);
  });

  test('count at the first and the last line of a finding', () => {
    const whole = wordRule('whole', '', '', {
      visit: {
        Name: (node, view, report) => {
          if (node.id === 0) report({ at: { start: 0, end: view.facts.length - 1 }, message: untranslated('') });
        },
      },
    });
    const count = (text: string): number => check([text], [whole], { ignore: ['unused-suppression'] }).length;
    expect(count('a\nb\nc # async-pitfalls: ignore[whole]\n')).toBe(0);
    expect(count('a # async-pitfalls: ignore[whole]\nb\nc\n')).toBe(0);
    expect(count('a\nb # async-pitfalls: ignore[whole]\nc\n')).toBe(1);
  });
});

describe('comments that silence nothing', () => {
  const file = '# async-pitfalls: ignore[unused-suppression]\n';
  const after = (text: string): string => {
    const findings = check([text], [bad, ugly]).filter(({ rule }) => rule === 'unused-suppression');
    expect(findings).not.toHaveLength(0);
    return findings.reduceRight((changed, finding) => applyEdits(changed, finding.fixes()[0]?.edits ?? []), text);
  };

  test.each([
    ['fine  # async-pitfalls: ignore[no-bad]\nfine\n', 'fine\nfine\n'],
    ['fine\n  # async-pitfalls: ignore[no-bad] why\nfine\n', 'fine\nfine\n'],
    ['# async-pitfalls: ignore[no-bad]\r\nfine\r\n', 'fine\r\n'],
    ['fine  # async-pitfalls: ignore[no-bad] why # noqa: F401\n', 'fine # noqa: F401\n'],
    ['# async-pitfalls: ignore[no-bad] # fmt: off\nfine\n', '# fmt: off\nfine\n'],
    ['bad  # async-pitfalls: ignore[no-bad, nothing] why\n', 'bad  # async-pitfalls: ignore[no-bad] why\n'],
    ['bad  # async-pitfalls: ignore[nothing, no-bad]\n', 'bad  # async-pitfalls: ignore[no-bad]\n'],
    ['# async-pitfalls: ignore-file\nfine\n', 'fine\n'],
    ['# async-pitfalls: ignore-file[no-bad]\nfine\n', 'fine\n'],
    ['bad\n# async-pitfalls: ignore-file[no-bad, nothing] why\n', 'bad\n# async-pitfalls: ignore-file[no-bad] why\n'],
    ['# async-pitfalls: ignore-file[]\nfine\n', 'fine\n'],
    ['fine  # async-pitfalls: ignore\n', 'fine\n'],
    ['fine  # async-pitfalls: ignore[]\n', 'fine\n'],
  ])('%j becomes %j', (text, expected) => {
    expect(after(text)).toBe(expected);
  });

  test('are safe to remove unless a name may be misspelt', () => {
    const safety = (text: string) => check([text], [bad]).map((finding) => finding.fixes()[0]?.safety);
    expect(safety('fine  # async-pitfalls: ignore[unused-suppresion]\n')).toEqual(['unsafe']);
    expect(safety('# async-pitfalls: ignore-file[unused-suppresion]\n')).toEqual(['unsafe']);
    expect(safety('# async-pitfalls: ignore-file\n')).toEqual(['safe']);
  });

  test('say what was meant', () => {
    const [finding] = check(['fine  # async-pitfalls: ignore[unused-suppresion]\n'], [bad]);
    expect(finding?.message.en).toContain('perhaps you mean `unused-suppression`');
  });

  test.each([
    ['in a file with syntax errors', 'ERR\nfine  # async-pitfalls: ignore[no-bad]\n'],
    ['when that is silenced', `fine  # async-pitfalls: ignore[no-bad, unused-suppression]\n`],
    ['when they only silence that', file],
    ['when they are noqa', 'fine  # noqa: ASYNC251\n'],
  ])('are not reported %s', (_, text) => {
    expect(shown(text)).toEqual([]);
  });

  test('are not reported for rules that do not run', () => {
    const text = 'bad  # async-pitfalls: ignore[unused-suppression]\n';
    expect(check([text], [], {})).toEqual([]);
    expect(check(['fine # async-pitfalls: ignore[no-bad]'], [bad], { ignore: ['unused-suppression'] })).toEqual([]);
  });
});

test('whatever comments say, removing the unused ones ends with comments that do something', () => {
  const word = fc.constantFrom(
    ...['fine', 'bad', ' ', '\n', '\r\n', '# ', '#', 'async-pitfalls: ', 'ignore', '-file', '[', ']', ', ', 'no-bad'],
    ...[
      'unused-suppression',
      'unused-suppression-counterpart',
      'noqa',
      ': ',
      'ASYNC251',
      'reason',
      '# async-pitfalls: ignore[',
    ],
  );
  const text = fc.array(word, { maxLength: 25 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, (before) => {
      const isUnused = ({ rule }: { rule: string }) => rule === 'unused-suppression';
      const silent = (after: string) =>
        marks(
          after,
          check([after], [bad, ugly]).filter((finding) => !isUnused(finding)),
        );
      const { text: after } = fixAll(before, (current) => check([current], [bad, ugly]), { only: isUnused });
      const left = check([after], [bad, ugly]).filter(isUnused);
      expect(left.filter((finding) => finding.fixes()[0]?.safety === 'safe')).toEqual([]);
      expect(silent(after)).toEqual(silent(before));
    }),
    { numRuns: 500 },
  );
});

// With a backtracking or quadratic reading none of these would come to an end.
describe('comments made to be slow are not', () => {
  const many = 200_000;
  const blanks = ' '.repeat(many);
  test.each([
    `bad  # async-pitfalls:${blanks}ignore[no-bad]${blanks}x`,
    `bad  # async-pitfalls: ignore[no-bad]${blanks}x`,
    `bad  # async-pitfalls: ignore${blanks}[no-bad]`,
    `bad  # async-pitfalls: ignore[no-bad] #${blanks}noqa${blanks}:${blanks}${'A'.repeat(many)}`,
    `bad  # noqa: ${'A1 '.repeat(many)}ASYNC251`,
  ])('%.60s…', (text) => {
    expect(shown(text)).toEqual([]);
  });

  test('directives in one comment', () => {
    expect(check([`bad  ${'# async-pitfalls: ignore[no-bad]'.repeat(20_000)}\n`], [bad])).toEqual([]);
  });

  test('comments one below the other', () => {
    expect(check([`${'# async-pitfalls: ignore[no-bad]\n'.repeat(50_000)}bad\n`], [bad])).toEqual([]);
  });

  test('as many findings as comments', () => {
    expect(check(['bad  # async-pitfalls: ignore[no-bad]\n'.repeat(20_000)], [bad])).toEqual([]);
  });

  test('names of 5,000 rules that do not exist', () => {
    const names = Array.from({ length: 5_000 }, (_, i) => `no-such-rule-${String(i)}`);
    const found = check([`# async-pitfalls: ignore[${names.join()}]\nfine\n`], [bad, unusedSuppression]);
    expect(found).toHaveLength(1);
    expect(found[0]?.message.en.length).toBeLessThan(1000);
    const beside = check([`# async-pitfalls: ignore[no-bad, ${names.join()}]\nbad\n`], [bad, unusedSuppression]);
    expect(beside).toHaveLength(5_000);
  });
});
