import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../../server/src/text/edits.ts';
import { resplitChunks, splitChunks } from '../../../server/src/text/split-chunks.ts';
import { contentChanges, sessions } from '../../harness/python-edits.ts';

function chunksOf(text: string): string[] {
  const { starts } = splitChunks(text);
  return starts.map((start, i) => text.slice(start, starts[i + 1]));
}

/** Each case is the list of chunks that its own concatenation must be split into. */
describe('splits', () => {
  test.each<[string, string[]]>([
    ['an empty text into one empty chunk', ['']],
    [
      'definitions and runs',
      ['import a\nx = 1\n\n', 'def f():\n    pass\n\n', 'class C:\n    x = 1\n', 'y = 2\nz = 3'],
    ],
    [
      'async defs, but not other async statements',
      ['async def f(): pass\n', 'async with x: pass\nasync for y in z: pass\n'],
    ],
    [
      'decorators with what they decorate',
      ['x\n', '@a\n@b(\n    1,\n)\n\n# why\nasync def f(): pass\n', '@c\nclass D: pass\n'],
    ],
    ['a decorator that decorates nothing yet off from what follows', ['def f(): pass\n', '@\n', 'x = 1\n']],
    [
      'comments directly above off with what follows',
      ['x = 1\n# mine\n\n', '# its\n# its too\ndef f(): pass\n\n', '# run\ny = 2\n'],
    ],
    [
      'not at tails of compound statements',
      ['try:\n    a\nexcept E:\n    b\nelse:\n    c\nfinally:\n    d\n', 'def f(): pass\nelse:\n    x\n'],
    ],
    [
      'not in strings',
      ['"""\ndef f(): pass\n"""\n', "def g():\n    '''\nclass X:\n'''\n    x\n", 'x = "a\\\ndef b"\n'],
    ],
    ['not in brackets', ['x = f(\na,\nb\n)\n', 'def f(\na,\n):\n    pass\n', 'y = [\n"]",\n1]\n']],
    ['not behind a backslash', ['def f(): return 1 + \\\n2\n', 'x = 1\n']],
    ['not at closing brackets', ['def f\n    a,\n):\n    pass\n', 'x\n']],
    ['at definitions in spite of an open bracket', ['x = f(\n', 'def g(): pass\n', 'y = [{\n', '@d\ndef h(): pass\n']],
    ['at definitions in spite of an open f-string field', ['x = f"{a\n', 'def g(): pass\n']],
    ['not at matrix products', ['x = (a\n@ b)\n', 'def g(): pass\n']],
    ['behind a string that its line ends', ['def f():\n    x = "\n', "y = '\n", 'def g(): pass\n']],
    [
      'with byte order mark, form feeds and CRLF',
      ['\ufeffdef f(): pass\r\n\r\n', '\f\fclass C: pass\r\n', 'x = 1\r\n'],
    ],
    ['with lone CR', ['def f(): pass\r', 'x = 1\r']],
    [
      'words that only begin like keywords',
      ['def f(): pass\n', 'define = 1\nclassy = 2\nasync_def = 3\nelsewhere = 4\n'],
    ],
    ['f-strings with the same quote inside', ['x = f"{a["b"]}{f"{"("}"}"\n', 'def f(): pass\n', 'y = 1\n']],
    [
      'f-strings with brackets in text and format',
      ['x = f"{{(" f"{a:(>{w}}" f\'{a!r:"^9}\' rf"\\{b}"\n', 'def f(): pass\n', 'y\n'],
    ],
    [
      'f-string fields over lines',
      ['def f(): pass\n', 'x = f"{\na\n}"\ny = f"""{\nb:{\nc}} ("""\n', 'def g(): pass\n'],
    ],
    ['strings whose prefix only looks formatted', ['x = 1 if"{"else b"{"\n', 'def f(): pass\n', 'y\n']],
    ['comments with quotes and brackets', ['x = 1 # "(\n', "def f(): pass # '''\n", 'y\n']],
  ])('%s', (_, expected) => {
    expect(chunksOf(expected.join(''))).toEqual(expected);
  });
});

describe('a triple quote that is never closed', () => {
  const rest = ['def f():\n    """Doc."""\n', 'class C:\n    """Doc."""\n', 'x = 1\n'];

  test('at the top spoils only the chunk that it stands in', () => {
    const expected = ['"""\nimport a\n', ...rest];
    expect(chunksOf(expected.join(''))).toEqual(expected);
  });

  test('in a definition spoils only that', () => {
    const expected = ['import a\n', "def e():\n    '''\n    return\n", ...rest];
    expect(chunksOf(expected.join(''))).toEqual(expected);
  });

  test('leaves strings alone that hold prose', () => {
    const expected = ['x = """\nclass of its own\ndef in words\n"""\n', 'def f():\n    """Doc.\n', ...rest];
    expect(chunksOf(expected.join(''))).toEqual(expected);
  });

  test('of an f-string, open in a field, too', () => {
    const expected = ['x = f"""{a\n', ...rest];
    expect(chunksOf(expected.join(''))).toEqual(expected);
  });
});

describe('what a cell of a notebook leaves open', () => {
  const torn = ['x = (\n', 'x = [a,\n"""\n', 'x = """\nprose\n', 'x = 1 + \\\n', 'if x:\n', 'class C:\n    def f(\n'];

  test.each(torn)('%j ends with the cell', (open) => {
    const cells = [`# %% [cell 1]\n${open}`, '# %% [cell 2]\nfetch()\n', '# %% [cell 3]\ndef f(): pass\n', 'y = 1\n'];
    expect(chunksOf(cells.join(''))).toEqual(cells);
  });
});

describe('long runs', () => {
  const line = (i: number) => `NAME_${i} = [\n    "value ${i * 7919}",\n]\n`;
  const lines = Array.from({ length: 3000 }, (_, i) => line(i));

  test('are cut between statements', () => {
    const chunks = chunksOf(lines.join(''));
    expect(chunks.length).toBeGreaterThan(10);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(10_000);
    expect(chunks.every((chunk) => chunk.startsWith('NAME_') && chunk.endsWith(']\n'))).toBe(true);
  });

  test('are cut at the same statements after an insertion', () => {
    const before = new Set(chunksOf(lines.join('')));
    const after = chunksOf(lines.with(100, 'inserted = 1\n' + line(100)).join(''));
    expect(after.filter((chunk) => !before.has(chunk)).length).toBeLessThan(5);
  });

  test('are not cut inside a compound statement', () => {
    const text = `if x:\n${'    y = 1\n'.repeat(5000)}else:\n    z\n`;
    expect(chunksOf(text)).toEqual([text]);
  });
});

describe('long classes', () => {
  const long = (count: number): string => `        # ${'x'.repeat(count)}\n`;
  const head = `class C(\n    Base\n):\n    # ${'x'.repeat(4_100)}\n    x = 1\n\n    def first(self):\n        pass\n\n`;

  test('are cut at their methods, with comments and decorators above', () => {
    const first = head.indexOf('    def first');
    const methods = [
      head.slice(first) + long(1_100),
      `    # above\n    @d(\n    1)\n    async def second(self):\n        pass\n    y = 2\n${long(1_100)}\n`,
      '    def third(self): pass\n\n    if x:\n        def fourth(self): pass\n',
    ];
    const text = `${head.slice(0, first)}${methods.join('')}z = 1\n`;
    expect(chunksOf(text)).toEqual([head.slice(0, first), ...methods, 'z = 1\n']);
    expect(splitChunks(text).goesOn).toEqual([false, true, true, true, false]);
  });

  test('keep together what is short, and what is no method', () => {
    const text = `${head}    def a(self): pass\n    def b(self): pass\n${long(1_100)}${'    x = 1\n'.repeat(500)}`;
    expect(splitChunks(text).goesOn).toEqual([false, true]);
    const short = 'class D:\n    x = 1\n    def a(self): pass\n    def b(self): pass\n';
    expect(chunksOf(short)).toEqual([short]);
  });

  test('end a bracket or a string that is never closed at the next method', () => {
    for (const open of ['f(\n', '"""\n']) {
      const text = `${head}        x = ${open}${long(1_100)}    def a(self):\n        pass\n${long(1_100)}    def b(self): pass\n`;
      expect(splitChunks(text).goesOn, open).toEqual([false, true, true, true]);
    }
  });
});

test('a split after changes is that of the new text', () => {
  fc.assert(
    fc.property(sessions, ({ text, rounds }) => {
      let current = text;
      let split = splitChunks(current);
      for (const round of rounds) {
        const after = applyChanges(current, contentChanges(round, current.length));
        current = after.text;
        split = resplitChunks(split, current, after.change);
        expect(split).toEqual(splitChunks(current));
      }
    }),
    { numRuns: 3000 },
  );
});

test('splitting again after an edit stops at the next chunk', () => {
  const text = 'def f():\n    pass\n'.repeat(1000);
  const split = splitChunks(text);
  // Not the text that the split is of: what is far from the change must not be read.
  const other = `${text.slice(0, 9000)}#${'y = 1\n'.repeat(1500)}`;
  const again = resplitChunks(split, other.slice(0, 9000) + text.slice(9000), { start: 100, oldEnd: 100, newEnd: 100 });
  expect(again).toEqual(split);
  expect(resplitChunks(split, other, { start: 100, oldEnd: 100, newEnd: 100 })).toEqual(split);
});
