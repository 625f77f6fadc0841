import fc from 'fast-check';
import { expect, test } from 'vitest';
import { touchingRanges } from '../../../server/src/text/touching-ranges.ts';

const range = fc.tuple(fc.nat(30), fc.nat(10)).map(([start, length]) => ({ start, end: start + length }));

test('those that touch, and no others', () => {
  fc.assert(
    fc.property(fc.array(range), range, (ranges, asked) => {
      const expected = ranges.filter(({ start, end }) => start <= asked.end && end >= asked.start);
      expect(new Set(touchingRanges(ranges)(asked))).toEqual(new Set(expected));
      expect(touchingRanges(ranges)(asked)).toHaveLength(expected.length);
    }),
  );
});

test('ranges elsewhere are not looked at', () => {
  let looks = 0;
  const ranges = Array.from({ length: 1_000 }, (_, i) => ({
    start: 2 * i,
    get end() {
      looks++;
      return 2 * i + 1;
    },
  }));
  const touching = touchingRanges(ranges);
  looks = 0;
  for (let i = 0; i < 1_000; i++) expect(touching({ start: 2 * i, end: 2 * i + 1 })).toHaveLength(1);
  expect(looks).toBeLessThan(3_000);
});
