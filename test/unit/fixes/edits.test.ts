import { expect, it } from 'vitest';
import { lineStart } from '../../../server/src/fixes/edits.ts';

it.each([
  ['\nx', 0, 0],
  ['\nx', 1, 1],
  ['\nx', 2, 1],
  ['x\ny', 1, 0],
])('the line in %j that has offset %i starts at %i', (text, offset, start) => {
  expect(lineStart(text, offset)).toBe(start);
});
