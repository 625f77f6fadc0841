import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compiles } from '../../harness/compiles.ts';
import { factsOf } from '../../harness/facts.ts';
import { standardLibrary } from '../../harness/python-files.ts';

const hasPython = standardLibrary() !== undefined;

/** The lines, from 1, that the errors touch. */
function linesWithErrors(text: string): string {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return factsOf(text)
    .errors.map(({ start, end }) => `${String(lineOf(start))}-${String(lineOf(end))}`)
    .join(' ');
}

const refused: readonly (readonly [what: string, text: string, lines: string])[] = [
  ['deeper than the line above', 'def f():\n    a\n      b\n    c\n', '2-3'],
  ['deeper at the top', 'a\n  b\nc\n', '1-2'],
  ['deeper in the first line', '  a\nb\n', '1-1'],
  ['deeper behind a block in the same line', 'if a: b\n    c\n', '1-2'],
  ['as deep as no block around', 'def f():\n    while a:\n        b\n      c\n    d\n', '3-4'],
  ['as deep as no block around, deeper than all but one', 'def f():\n    while a:\n         b\n        c\n', '3-4'],
  ['an `else` as deep as no block', 'def f():\n    if a:\n        b\n  else:\n    c\n', '1-5'],
  ['a `def` below its decorator', '@a\n  def f():\n      b\n', '1-2'],
  ['behind comments and empty lines', 'if a:\n    b\n\n      # c\n\n      d\n', '2-6'],
  ['tabs below spaces', 'if a:\n        b\n\tc\n', '2-3'],
  ['spaces below tabs', 'if a:\n\tb\n        c\n', '2-3'],
  ['deeper only where a tab is wide', 'if a:\n    if b:\n\tc\n', '2-3'],
  ['Windows’ line breaks', 'if a:\r\n    b\r\n      c\r\n', '2-3'],
];

const accepted: readonly (readonly [what: string, text: string])[] = [
  ['blocks of any depth', 'if a:\n  b\nelse:\n        c\n        d\nwhile e:\n f\n'],
  ['brackets', 'f(\n        a,\n  b,\n)\nx = [\n1,\n    2]\n'],
  ['strings', 'def f():\n    """\nDoc.\n  """\n    a = """\n b"""\n'],
  ['fields of f-strings', 'x = f"""{\n    a}\n  {b}\n"""\n'],
  ['comments', 'def f():\n        # a\n    b\n  # c\n    d\n# e\n'],
  ['a backslash', 'x = 1 + \\\n        2\ny = \\\n    "a" \\\n  "b"\n'],
  ['a backslash and Windows’ line break', 'x = \\\r\n        2\r\n'],
  ['semicolons', 'def f():\n    a; b;   c\n    d;\n'],
  ['a form feed', 'a\n\f\ndef f():\n    b\n\f    c\n  \fd\n'],
  ['tabs', 'if a:\n\tif b:\n\t\tc\n\td\n'],
  ['tabs below spaces, deeper either way', 'if a:\n if b:\n \tc\n d\n'],
  ['clauses', 'try:\n  a\nexcept B: c\nelse:\n   d\nfinally:\n e\nmatch f:\n  case 1:\n     g\n  case _: h\n'],
];

const indents: readonly string[] = ['', '', ' ', '  ', '    ', '        ', '\t', '\t\t', '  \t', '\f', ' \f  '];

const statements: readonly string[] = [
  ...['if a:', 'else:', 'while a: # b', 'b', 'c; d', 'if e: f', '# g', ''],
  ...['h(\n 1,\n2)', 'i = \\\n   1', '"""\n j\n"""'],
];

describe('indentation', () => {
  test.each(refused)('%s is an error', (_what, text, lines) => {
    expect(linesWithErrors(text)).toBe(lines);
  });

  test.each(accepted)('%s: no error', (_what, text) => {
    expect(linesWithErrors(text)).toBe('');
  });

  test('a byte order mark is no indent', () => {
    expect(linesWithErrors('\uFEFFa\nb\n')).toBe('');
    expect(linesWithErrors('\uFEFF a\n')).toBe('1-1');
  });

  test('a backslash in a comment joins nothing', () => {
    expect(linesWithErrors('a  # \\\n  b\n')).toBe('1-2');
  });

  test.skipIf(!hasPython)('Python says the same', () => {
    expect(compiles(refused.map(([, text]) => text))).toEqual(refused.map(() => false));
    expect(compiles(accepted.map(([, text]) => text))).toEqual(accepted.map(() => true));
  });

  test.skipIf(!hasPython)('Python says the same of lines with any indent', () => {
    const line = fc.tuple(fc.constantFrom(...indents), fc.constantFrom(...statements)).map((parts) => parts.join(''));
    const lines = fc.array(line, { minLength: 1, maxLength: 5 }).map((chosen) => `${chosen.join('\n')}\n`);
    const texts = fc.sample(lines, { numRuns: 6000, seed: 1 });
    const isRight = compiles(texts);
    expect(isRight.filter(Boolean).length).toBeGreaterThan(500);
    expect(texts.filter((text, i) => isRight[i] !== (factsOf(text).errors.length === 0))).toEqual([]);
  });
});
