import fc from 'fast-check';
import ignore from 'ignore';
import { describe, expect, test } from 'vitest';
import { parseGitignore } from '../../../server/src/hosts/anywhere/gitignore.ts';

/** What is ignored of a path with the folders around it, as the walk through the folders finds out. */
function isIgnored(text: string, path: string): boolean {
  const patterns = parseGitignore(text);
  const folders = [...path.matchAll(/\/(?=.)/g)].map(({ index }) => path.slice(0, index + 1));
  return [...folders, path].some((each) => patterns.ignores(each) === true);
}

test.each([
  ['a.py', 'x/a.py', true],
  ['/a.py', 'x/a.py', false],
  ['x/a.py', 'x/a.py', true],
  ['x/a.py', 'y/x/a.py', false],
  ['gen/', 'gen', false],
  ['gen/', 'x/gen/a.py', true],
  ['*.py\n!a.py', 'a.py', false],
  ['!a.py\n*.py', 'a.py', true],
  ['x/\n!x/a.py', 'x/a.py', true],
  ['x/*\n!x/a.py', 'x/a.py', false],
  ['x/**', 'x/', false],
  ['x/**', 'x/a.py', true],
  ['**/x/a.py', 'y/x/a.py', true],
  ['x/**/a.py', 'x/a.py', true],
  ['\\#a', '#a', true],
  ['\\!a', '!a', true],
  ['# a', '# a', false],
  ['a \t', 'a', true],
  ['a\\ ', 'a ', true],
  ['A.PY', 'a.py', true],
  ['\uFEFFa.py', 'a.py', true],
  ['', 'a.py', false],
  ['/', 'a.py', false],
])('%j on %j: %s', (text, path, expected) => {
  expect(isIgnored(text, path)).toBe(expected);
});

test('agrees with the package `ignore`', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]'), minLength: 1, maxLength: 3 });
  const pattern = fc
    .tuple(fc.constantFrom('', '!'), fc.constantFrom('', '/', '**/'), fc.array(part, { minLength: 1, maxLength: 3 }))
    .chain(([negation, start, parts]) =>
      fc.constantFrom('', '/', '/**').map((end) => negation + start + parts.join('/').replace(/\*{2,}/g, '*') + end),
    );
  const path = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 5 }), path, (lines, names) => {
      const text = lines.join('\n');
      expect(isIgnored(text, names.join('/'))).toBe(ignore().add(text).ignores(names.join('/')));
    }),
    { numRuns: 2000 },
  );
});

describe('long files', () => {
  test('100,000 lines without wildcards are looked up', () => {
    const patterns = parseGitignore(
      Array.from({ length: 100_000 }, (_, i) => `/generated/file${String(i)}.py`).join('\n'),
    );
    expect(patterns.leftOutFrom).toBeUndefined();
    for (let i = 0; i < 10_000; i++) expect(patterns.ignores(`generated/file${String(i)}.py`)).toBe(true);
    expect(patterns.ignores('generated/other.py')).toBeUndefined();
  });

  test('of those with wildcards the first 2,000 count', () => {
    const patterns = parseGitignore(Array.from({ length: 3000 }, (_, i) => `*-${String(i)}.py`).join('\n'));
    expect(patterns.leftOutFrom).toBe(2001);
    expect(patterns.ignores('a-1999.py')).toBe(true);
    expect(patterns.ignores('a-2000.py')).toBeUndefined();
  });
});
