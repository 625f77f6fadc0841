import { expect, test } from 'vitest';
import { rules } from '../../../server/src/rules/registry.ts';
import { reasons, toPlainText } from '../../../server/src/lsp/hover.ts';
import type { Finding } from '../../../server/src/engine/finding.ts';

const findingsOf = (...ids: string[]): Finding[] => ids.map((rule) => ({ rule }) as Finding);

test('every rule says its summary, its first reason and where to read more, once', () => {
  for (const { id, summary, docs } of rules) {
    const text = reasons(findingsOf(id, id), 'en');
    expect(text.split(summary.en)).toHaveLength(2);
    expect(text).toContain(docs.why.en.trim().split('\n\n')[0]);
    expect(text).toMatch(new RegExp(`\\[More about this rule\\]\\(https://\\S+/${id}\\.html\\)$`));
  }
});

test('plain text keeps the words and the address', () => {
  expect(toPlainText('**a\\-rule**: `f()` waits.\n\n[More](https://x.example/a_b.md)')).toBe(
    'a-rule: f() waits.\n\nMore: https://x.example/a_b.md',
  );
});
