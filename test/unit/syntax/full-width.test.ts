import { expect, test } from 'vitest';
import { withoutFullWidth } from '../../../server/src/syntax/full-width.ts';

test.each([
  ['def f（a，b）：', 'def f(a,b):', 4],
  ['x ＝ ［1，2］', 'x = [1,2]', 4],
  ['f(a, "（：）")  # （注释）', 'f(a, "（：）")  # （注释）', 0],
  ['"""说明：\n（二）\n"""\nf（）', '"""说明：\n（二）\n"""\nf()', 2],
  ["f（'它\\'s：'，1）", "f('它\\'s：',1)", 3],
  ['名称 = 协程()', '名称 = 协程()', 0],
])('%j reads %j', (text, mended, count) => {
  const read = withoutFullWidth(text);
  expect(read.text).toBe(mended);
  expect(read.mistyped).toHaveLength(count);
  expect(read.mistyped.every(({ start, end }) => text.slice(start, end) !== mended.slice(start, end))).toBe(true);
});
