import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffTexts, type Replacement } from '../../../server/src/text/text-diff.ts';

function apply(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduceRight(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
}

const line = fc.constantFrom('a\n', 'b\n', 'b\r\n', '😀\n', '😁\r\n', '\n', 'c');
const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join(''));

test('the replacements make the one text from the other, in order and apart', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const replacements = diffTexts(before, after);
      expect(apply(before, replacements)).toBe(after);
      for (const [index, { start }] of replacements.entries()) {
        expect(start).toBeGreaterThanOrEqual(replacements[index - 1]?.end ?? 0);
      }
    }),
  );
});

test('equal texts differ nowhere', () => {
  fc.assert(
    fc.property(text, (same) => {
      expect(diffTexts(same, same)).toEqual([]);
    }),
  );
});

test('only what differs is replaced', () => {
  const before = 'import time\n\nsleep(1)\nx = 1\nsleep(2)\n';
  const after = 'import time\nimport asyncio\n\nawait sleep(1)\nx = 1\nawait sleep(2)\n';
  expect(diffTexts(before, after)).toEqual([
    { start: 12, end: 12, newText: 'import asyncio\n' },
    { start: 13, end: 13, newText: 'await ' },
    { start: 28, end: 28, newText: 'await ' },
  ]);
});

test('surrogate pairs and CRLF stay whole', () => {
  expect(diffTexts('😀', '😁')).toEqual([{ start: 0, end: 2, newText: '😁' }]);
  expect(diffTexts('a\n', 'a\r\n')).toEqual([{ start: 1, end: 2, newText: '\r\n' }]);
  expect(diffTexts('a\r\n', 'a\r')).toEqual([{ start: 1, end: 3, newText: '\r' }]);
});

test('far from each other, differences are still found one by one', () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}\n`);
  const after = lines.map((each, index) => (index % 1000 === 500 ? `await ${each}` : each)).join('');
  expect(diffTexts(lines.join(''), after)).toHaveLength(5);
});
