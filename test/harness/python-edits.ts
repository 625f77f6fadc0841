import fc from 'fast-check';
import type { ContentChange } from '../../server/src/text/edits.ts';

/** So long that its methods are chunks of their own. */
const longClass = [
  '@decorated\nclass Long(\n    Base,  # first\n    metaclass=Meta,\n):\n    """Doc."""\n\n',
  `    # ${'long '.repeat(850)}\n    x = 1\n\n    def a(self):\n        return x\n\n`,
  `    # above\n    @property\n    def b(self):\n        """\n    def not_code(): ...\n        """\n        # ${'long '.repeat(220)}\n`,
  `    @b.setter\n    def b(self, value):\n        self.c = [value,\n    1]\n    y = 2\n    # ${'long '.repeat(220)}\n\n`,
  `    async def d(self): return await self.d()\n    class Inner:\n        def e(self): pass\n        # ${'long '.repeat(220)}\n`,
  '    if x:\n        def f(self): pass\n    def g(self): pass\n',
].join('');

/** Python as it is written, and pieces of it that are wrong in the ways that half-typed code is. */
export const snippets: readonly string[] = [
  'import asyncio\nfrom a import b, c\n',
  'x = 1\n',
  '# %% [cell 1]\nx = (\n# %% [cell 2]\ny = """\n# %% [cell 3]\n',
  'TABLE = {\n    "a": [1, 2],\n    "b": (3,),\n}\n',
  '@app.get("/x")\n@other\nasync def route(a, *, b=1):\n    """Doc."""\n    await asyncio.sleep(1)\n    return f"{a!r:>{b}} {b["k"]}"\n\n\n',
  '# above\n# also above\ndef f():\n    x = 1\n\n    def g():\n        return x\n    return g\n',
  'class C(Base):\n    """A class."""\n\n    async def m(self):\n        async with self.lock:\n            self.n += 1\n',
  'if a:\n    b()\nelif c:\n    d()\nelse:\n    e()\n',
  'try:\n    f()\nexcept E as e:\n    pass\nfinally:\n    g()\n',
  'match p:\n    case {"k": v}:\n        pass\n',
  'text = """\ndef not_code():\n    pass\n"""\n',
  "s = 'it''s' + \\\n    \"two\"\n",
  'total = (\n    a\n    + b\n)\n',
  'for i in range(3): print(i)\n',
  'r = rf"\\{x}" + b"\\"" + f\'{y:%Y-%m-%d}\'\n',
  'x = 1\r\ndef g():\r\n\treturn 2\r\n',
  '\f\nclass D: pass\n',
  'emoji = "😀" # 😀\n',
  longClass,
  longClass.replaceAll('\n', '\r\n'),
  longClass.replaceAll('    ', '\t'),
  Array.from({ length: 150 }, (_, i) => `NAME_${i} = ${i * i}\n`).join(''),
];

const fragments: readonly string[] = [
  ...[
    '"',
    "'",
    '"""',
    "'''",
    'f"',
    'f"""',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ':',
    '\\',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '    ',
    '\t',
  ],
  ...['#', '@', '@d', 'def', 'def f', 'def f():\n    pass\n', 'class ', 'async ', 'await x', 'else:\n', '\f', '\ufeff'],
  ...[
    '😀',
    '\ud83d',
    '\ude00',
    '\0',
    '.',
    ',',
    ' = ',
    'x',
    '\n\n',
    '\n# c\n',
    '"""Doc."""',
    'case _:\n',
    '\\\n',
    '*',
    '->',
  ],
];

/** A text, and rounds of changes to it as an editor sends them. Places are fractions, as the text they fall in is not known yet. */
export interface Session {
  readonly text: string;
  readonly rounds: readonly (readonly ChangeAt[])[];
}

interface ChangeAt {
  readonly at: number;
  readonly length: number;
  readonly text: string;
  readonly isWhole: boolean;
}

const text = fc.array(fc.constantFrom(...snippets), { maxLength: 8 }).map((parts) => parts.join(''));
const inserted = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...fragments) },
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(...snippets) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);
const change: fc.Arbitrary<ChangeAt> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(80)),
  text: inserted,
  isWhole: fc.constant(false),
});
const wholeText: fc.Arbitrary<ChangeAt> = text.map((whole) => ({ at: 0, length: 0, text: whole, isWhole: true }));
const round = fc.array(fc.oneof({ weight: 20, arbitrary: change }, { weight: 1, arbitrary: wholeText }), {
  minLength: 1,
  maxLength: 3,
});

export const sessions: fc.Arbitrary<Session> = fc.record({
  text,
  rounds: fc.array(round, { minLength: 1, maxLength: 8 }),
});

/** The changes of one round, in offsets, for a text of this length. */
export function contentChanges(round: readonly ChangeAt[], length: number): ContentChange[] {
  let current = length;
  return round.map((change) => {
    if (change.isWhole) {
      current = change.text.length;
      return { text: change.text };
    }
    const start = Math.floor(change.at * current);
    const end = Math.min(start + change.length, current);
    current += change.text.length - (end - start);
    return { start, end, text: change.text };
  });
}
