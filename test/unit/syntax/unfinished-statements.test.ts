import { describe, expect, test } from 'vitest';
import { unfinishedStatements, withoutStatements } from '../../../server/src/syntax/unfinished-statements.ts';

const unfinished = (text: string): readonly string[] =>
  unfinishedStatements(text).map(({ start, end }) => text.slice(start, end));

const METHOD = '\n\n    async def go(self):\n        pass\n';

describe('a statement is unfinished', () => {
  test.each<[string, string, readonly string[]]>([
    ['a header without a name', `class A:\n    def${METHOD}`, ['def']],
    ['a header without brackets', `class A:\n    def stop${METHOD}`, ['def stop']],
    [
      'a header without its colon',
      `class A:\n    async def stop(self, *keys:)${METHOD}`,
      ['async def stop(self, *keys:)'],
    ],
    ['a header with an open bracket', `class A:\n    def stop(self, x${METHOD}`, ['def stop(self, x']],
    [
      'a header without its colon, with its body',
      `class A:\n    def stop(self)\n        self.x = 1\n\n        y()${METHOD}`,
      ['def stop(self)\n        self.x = 1\n\n        y()'],
    ],
    [
      'a header, with its decorators',
      `class A:\n    @a\n    @b(1,\n       2)\n    def stop${METHOD}`,
      ['@a\n    @b(1,\n       2)\n    def stop'],
    ],
    ['a half-typed async', `class A:\n    async de${METHOD}`, ['async de']],
    ['a class without its colon', `class A:\n    class B(C)${METHOD}`, ['class B(C)']],
    ['a bracket that a definition follows', `class A:\n    def stop(self):\n        print(1,${METHOD}`, ['print(1,']],
    ['the last header of a text', 'x = 1\ndef f(a', ['def f(a']],
    ['a decorator above another', '@a(1,\n@b\ndef f(): pass\n', ['@a(1,']],
    ['a decorator below another', '@a\n@b(1,\ndef f(): pass\n', ['@b(1,']],
    ['one above a decorator', `def f(a\n@b\ndef g(): pass\n`, ['def f(a']],
  ])('%s', (_, text, expected) => {
    expect(unfinished(text)).toEqual(expected);
  });
});

describe('nothing is unfinished', () => {
  test.each([
    'def f(\n    a: int = (1, 2),\n    b="):",  # (\n) -> dict[str, int]:\n    return {}\n',
    'class A: pass\nasync def f[T: int](x: T) -> T: return x\n',
    '"""\ndef not code(\nclass of its own\n"""\nx = 1\n',
    'async with a as b, \\\n    c:\n    pass\n',
    'x = [\n    a\n    @ b,\n]\n',
    "def f(a='''\ndef g(\n'''):\n    pass\n",
  ])('in %j', (text) => {
    expect(unfinished(text)).toEqual([]);
  });
});

test('what is left out leaves lines and length as they are', () => {
  const text = 'class A:\r\n    def stop(self, 😀\r\n\r\n    def go(self):\r\n        pass\r\n';
  const whole = withoutStatements(text, unfinishedStatements(text));
  expect(whole).toBe(
    'class A:\r\n    0' + ' '.repeat('ef stop(self, 😀'.length) + '\r\n\r\n    def go(self):\r\n        pass\r\n',
  );
  expect(whole).toHaveLength(text.length);
});
