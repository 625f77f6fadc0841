import { describe, expect, test } from 'vitest';
import { rules } from '../../../server/src/rules/registry.ts';
import { reasons, toPlainText } from '../../../server/src/lsp/hover.ts';
import type { Finding } from '../../../server/src/engine/finding.ts';
import type { Language } from '../../../server/src/text/localized.ts';

const findingsOf = (...ids: string[]): Finding[] => ids.map((rule) => ({ rule }) as Finding);

test('every rule says its summary, its first reason and where to read more, once', () => {
  for (const { id, summary, docs } of rules) {
    const text = reasons(findingsOf(id, id), 'en');
    expect(text.split(summary.en)).toHaveLength(2);
    expect(text).toContain(docs.why.en.trim().split('\n\n')[0]);
    expect(text).toMatch(new RegExp(`\\[More about this rule\\]\\(https://\\S+/${id}\\.html\\)$`));
  }
});

describe('what Python itself prints', () => {
  const printing = rules.flatMap(({ id, docs }) => (docs.printed ? [[id, docs] as const] : []));

  test('is in the hover, in both languages', () => {
    const hover = (id: string, language: Language): string => reasons(findingsOf(id), language);
    // Said once is enough.
    expect(hover('unawaited-coroutine', 'en')).toContain('`RuntimeWarning: coroutine … was never awaited`');
    expect(hover('unawaited-coroutine', 'en')).not.toContain('own words');
    expect(hover('coroutine-as-value', 'zh-cn')).toContain(
      "Python 自己的说法：`TypeError: 'coroutine' object is not subscriptable`、",
    );
    expect(hover('loop-bound-primitive', 'en')).toContain('`RuntimeError: no running event loop`');
  });

  // `npm run test:claims` sees to it that the examples do show that.
  test.each(printing)('%s: what an example shows is among it', (_, { printed = [], examples }) => {
    const shown = examples.flatMap(({ claim }) => (claim && 'shows' in claim ? [claim.shows] : []));
    const isSame = (line: string, words: string): boolean => line.includes(words) || patternOf(line).test(words);
    expect(shown.some((words) => printed.some((line) => isSame(line, words)))).toBe(true);
  });

  const patternOf = (line: string): RegExp =>
    new RegExp(
      line
        .replace(/^\w+: (?:… )?/, '')
        .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('…', '.+'),
    );
});

test('plain text keeps the words and the address', () => {
  expect(toPlainText('**a\\-rule**: `f()` waits.\n\n[More](https://x.example/a_b.md)')).toBe(
    'a-rule: f() waits.\n\nMore: https://x.example/a_b.md',
  );
});
