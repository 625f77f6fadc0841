import { describe, expect, test } from 'vitest';
import { matchesGlob, matchesName, parseGlob, parseName } from '../../../server/src/text/glob.ts';

const matches = (glob: string, path: string): boolean => matchesGlob(parseGlob(glob), path.split('/'));

test.each([
  ['*.py', 'a.py', true],
  ['*.py', '.py', true],
  ['*.py', 'a/b.py', false],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['a?c', 'ac', false],
  ['[a-c]x', 'bx', true],
  ['[a-c]x', 'dx', false],
  ['[!a-c]x', 'dx', true],
  ['[^a-c]x', 'bx', false],
  ['[]a]', ']', true],
  ['[a', '[a', true],
  ['[a-]', '-', true],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['a\\', 'a\\', true],
  ['**', 'a/b/c', true],
  ['**/c', 'c', true],
  ['**/c', 'a/b/c', true],
  ['a/**', 'a', true],
  ['a/**/d', 'a/d', true],
  ['a/**/d', 'a/b/c/d', true],
  ['a/**/d', 'a/b/c', false],
  ['**/a/**/b', 'x/a/a/y/b', true],
  ['a**b', 'axb', true],
  ['a**b', 'a/b', false],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXcYb', false],
  ['', '', true],
  ['*', '', true],
])('%j on %j: %s', (glob, path, expected) => {
  expect(matches(glob, path)).toBe(expected);
});

// A backtracking matcher would not come back from any of these.
describe('what is made to be slow is not', () => {
  const many = 1000;
  test.each([
    ['*a'.repeat(many), `${'a'.repeat(4 * many)}b`],
    ['**/a/'.repeat(many) + 'b', 'a/'.repeat(4 * many) + 'c'],
    ['**/*a*a*a/'.repeat(50) + 'b', `${'a'.repeat(50)}/`.repeat(200) + 'c'],
    [`${'[a-z]*'.repeat(many)}!`, 'a'.repeat(4 * many)],
    ['['.repeat(400 * many), 'a'],
    ['[\\]'.repeat(200 * many), 'a'],
  ])('%.20s…', (glob, path) => {
    expect(matches(glob, path)).toBe(false);
  });

  test('a dotted name with many stars', () => {
    expect(matchesName(parseName('*a'.repeat(many)), `${'a'.repeat(4 * many)}b`)).toBe(false);
  });
});
