import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineIndex, endOfLine, offsetAt, positionAt } from '../../../server/src/text/line-index.ts';
import { TextDocument } from 'vscode-languageserver-textdocument';

const text = 'a\n😀b\r\n\rlast';

test.each([
  [0, { line: 0, character: 0 }],
  [1, { line: 0, character: 1 }],
  [2, { line: 1, character: 0 }],
  [4, { line: 1, character: 2 }],
  [5, { line: 1, character: 3 }],
  [7, { line: 2, character: 0 }],
  [8, { line: 3, character: 0 }],
  [12, { line: 3, character: 4 }],
])('offset %i is at %j, and back', (offset, position) => {
  const index = createLineIndex(text);
  expect(positionAt(index, offset)).toEqual(position);
  expect(offsetAt(index, position)).toBe(offset);
});

test('places outside are moved to the end of the line or of the text', () => {
  const index = createLineIndex(text);
  expect(offsetAt(index, { line: 1, character: 99 })).toBe(5);
  expect(offsetAt(index, { line: 2, character: 1 })).toBe(7);
  expect(offsetAt(index, { line: 9, character: 0 })).toBe(12);
  expect(offsetAt(index, { line: -1, character: 5 })).toBe(0);
  expect(positionAt(index, 99)).toEqual({ line: 3, character: 4 });
  expect(positionAt(index, -1)).toEqual({ line: 0, character: 0 });
  expect([0, 1, 2, 3].map((line) => endOfLine(index, line))).toEqual([1, 5, 7, 12]);
});

test('lines are those of the text documents of the language server library', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\r', '\n', 'a', '😀', '\u2028') }), (any) => {
      const index = createLineIndex(any);
      const document = TextDocument.create('file:///a.py', 'python', 1, any);
      expect(index.starts.length).toBe(document.lineCount);
      index.starts.forEach((start, line) => expect(document.offsetAt({ line, character: 0 })).toBe(start));
    }),
  );
});
