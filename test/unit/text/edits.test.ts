import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChanges, applyEdits, difference } from '../../../server/src/text/edits.ts';
import { contentChanges, sessions } from '../../harness/python-edits.ts';

describe('edits', () => {
  test('speak of the text before all of them, in whatever order they come', () => {
    const edits = [
      { start: 4, end: 7, newText: 'B' },
      { start: 0, end: 0, newText: '>' },
      { start: 7, end: 7, newText: '!' },
    ];
    expect(applyEdits('aaa bbb ccc', edits)).toBe('>aaa B! ccc');
  });

  test('at one place are inserted in the order given', () => {
    const edits = ['a', 'b', 'c'].map((newText) => ({ start: 1, end: 1, newText }));
    expect(applyEdits('12', edits)).toBe('1abc2');
  });

  test('must not overlap', () => {
    const edits = [
      { start: 0, end: 3, newText: '' },
      { start: 2, end: 4, newText: '' },
    ];
    expect(() => applyEdits('abcd', edits)).toThrow(RangeError);
  });
});

describe('changes', () => {
  test('speak of the text that the last one left', () => {
    const changes = [
      { start: 0, end: 1, text: 'xyz' },
      { start: 3, end: 4, text: '' },
      { text: 'new' },
      { start: 3, end: 3, text: '!' },
    ];
    expect(applyChanges('ab', changes).text).toBe('new!');
    expect(applyChanges('ab', changes.slice(0, 2)).text).toBe('xyz');
  });

  test('outside the text are moved into it', () => {
    expect(applyChanges('ab', [{ start: 5, end: 9, text: 'c' }]).text).toBe('abc');
    expect(applyChanges('ab', [{ start: -1, end: 1, text: 'c' }]).text).toBe('cb');
  });

  test('are covered by the one change that stands for them', () => {
    fc.assert(
      fc.property(sessions, ({ text, rounds }) => {
        const changes = contentChanges(rounds.flat(), text.length);
        const { text: after, change } = applyChanges(text, changes);
        const { start, oldEnd, newEnd } = change;
        expect(start <= oldEnd && oldEnd <= text.length && start <= newEnd && newEnd <= after.length).toBe(true);
        expect(text.slice(0, start) + after.slice(start, newEnd) + text.slice(oldEnd)).toBe(after);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['abc', 'abc', { start: 3, oldEnd: 3, newEnd: 3 }],
  ['abc', 'axc', { start: 1, oldEnd: 2, newEnd: 2 }],
  ['aaa', 'aa', { start: 2, oldEnd: 3, newEnd: 2 }],
  ['', 'x', { start: 0, oldEnd: 0, newEnd: 1 }],
])('the difference of %j and %j', (before, after, expected) => {
  expect(difference(before, after)).toEqual(expected);
});
