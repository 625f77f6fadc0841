import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../server/src/facts/facts.ts';
import { expectSound, factsOf, outline } from '../../harness/facts.ts';
import { snippets } from '../../harness/python-edits.ts';

/** Every construct of the grammar at least once. */
const constructs: readonly string[] = [
  'from __future__ import annotations\nimport a.b as c, d.e\nfrom ..x import (y as z, w)\nfrom q import *\n',
  'type Alias[T: int, *Ts, **P] = dict[T, P]\n',
  '@deco.rated(1, *a, k=[2], **b)\nasync def f[T](p, /, q: int = 3, *args: T, r, s=lambda u, *v: u, **kw: list[int] | None) -> T:\n    global g\n',
  'async def f():\n    async with one() as (m, n), two(): await m.x()[n:1, ...]\n    async for i, *j in await k(): yield i\n    else: t += yield\n',
  'x: int = not -1 ** ~2 if a < b not in c is not d else e and g or h\ndel x, m[0], n.o\n',
  'try: assert x, y\nexcept* (A, B) as e: raise X from e\nelse: pass\nfinally: z = {1, *x}, {"a": 1, **b}, {k: v async for k, v in z if k for _ in k}\n',
  'class C[T](Base, metaclass=M):\n    "doc"\n    def g(self):\n        nonlocal z; return (yield from self.z)\n',
  'while (n := f(x for x in y)):\n    if a: break\n    elif b: continue\n    else: print(f"{a!r:>{w}} {b=}" "c" rb"d", 0x1F, 1_0.5e3j, None)\n',
  'match a, b:\n    case [x, *_] | {"k": v, **kw} if x: ...\n    case Foo(1, y=z) as w: ...\n    case _: ...\n',
];

describe('half-typed code', () => {
  test.each(constructs)('every prefix gives sound facts: %j', (construct) => {
    for (let end = 0; end <= construct.length; end++) {
      const text = construct.slice(0, end);
      expectSound(factsOf(text), text);
    }
  });

  test.each(constructs)('a lost beginning gives sound facts: %j', (construct) => {
    for (let start = 1; start < construct.length; start++) {
      const text = construct.slice(start);
      expectSound(factsOf(text), text);
    }
  });

  test('any mixture of pieces gives sound facts', () => {
    const piece = fc.oneof(
      fc.constantFrom(...snippets, ...constructs.join('').split('\n')),
      fc.constantFrom(
        '(',
        ')',
        '[',
        '}',
        '"',
        "f'{",
        ':',
        '.',
        '=',
        ',',
        '\n',
        '    ',
        'await ',
        'async ',
        '*',
        '@',
        '（',
        '：',
        'del ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expectSound(factsOf(text), text);
      }),
      { numRuns: 400 },
    );
  });

  test('equal text gives equal facts', () => {
    const text = constructs.join('');
    expect(factsOf(text).nodes.length).toBeGreaterThan(200);
    expect(factsOf(text)).toEqual(factsOf(text));
  });

  test('a dot without a name keeps what stands before it', () => {
    expect(outline('f(x.)')).toBe('Expr(Call(f, Argument(x.)))');
    expect(outline('return self.\n')).toBe('OpaqueStatement(self.)');
  });

  test('a dot at the end of a line does not swallow the next line', () => {
    const facts = factsOf('x.\ny = 1\n');
    expect(outline('x.\ny = 1\n')).toBe('Assign(x.=, 1)');
    expect(facts.errors).toEqual([{ start: 1, end: 4 }]);
    expect(outline('f"{a}"\nx.\ny = 1\n')).toBe('Expr(JoinedStr(a)) Assign(x.=, 1)');
    expect(outline('(x.\n y)\n')).toBe('Expr(x.y)');
    expect(outline('x.\\\ny\n')).toBe('Expr(x.y)');
  });

  test('an assignment without a value does not swallow the next line', () => {
    expect(outline('x = \ny = 2\n')).toBe('Assign(x=, Opaque) Assign(y=, 2)');
    expect(outline('x = \nf(y)\n')).toBe('Assign(x=, Opaque) Expr(Call(f, Argument(y)))');
    expect(factsOf('x = \ny = 2\n').errors).toEqual([{ start: 2, end: 3 }]);
    expect(outline('x = \\\n2\n')).toBe('Assign(x=, 2)');
  });

  test('`await` and `async` are no names', () => {
    expect(factsOf('a, b = await \nawait x\n').errors).toEqual([{ start: 7, end: 12 }]);
    expect(factsOf('x = async\n').errors).toEqual([{ start: 4, end: 9 }]);
  });

  test('what stands behind an error in its line touches it', () => {
    expect(factsOf('async def f(s):\n    async session.get(url)\n').errors).toEqual([{ start: 20, end: 26 }]);
  });

  test('what an error hides is still read', () => {
    const facts = factsOf('async def f():\n    t = g()\n    foo(t,\n    bar(t)\n');
    const [t] = facts.bindings.filter(({ name }) => name === 't');
    expect(t?.uses).toHaveLength(2);
  });

  test('statements around an error stay', () => {
    const text = 'def f():\n    a = 1\n    b = = 2\n    return a\n\ndef g(:\n    pass\n\nx = 3\n';
    const names = factsOf(text).bindings.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['f', 'a', 'x']));
    expect(factsOf(text).errors.length).toBeGreaterThan(0);
    expect(factsOf(text).scopes[0]?.hasError).toBe(true);
  });

  test('Python 2 print statements are opaque', () => {
    expect(outline('print x, f(y)\n')).toBe('OpaqueStatement(x, Call(f, Argument(y)))');
    expect(outline('exec "code" in d\n')).toBe('OpaqueStatement("code", d)');
  });
});

describe('very deep code', () => {
  const depth = 5000;
  const many = (piece: string): string => piece.repeat(depth);
  test.each([
    ['a sum', `x = ${many('a + ')}b\n`],
    ['a condition', `x = ${many('a and ')}b\n`],
    ['a chain of calls', `x = a${many('.b(c)')}\n`],
    ['brackets', `x = ${'['.repeat(1000)}a${']'.repeat(1000)}\n`],
    ['unclosed brackets', `x = ${'('.repeat(1000)}a\n`],
    ['assignments', `${many('a = ')}b\n`],
    ['unary operators', `x = ${'not '.repeat(1000)}a\n`],
    ['conditionals', `x = ${'a if b else '.repeat(1000)}c\n`],
    ['elifs', `if a: b\n${many('elif c(d): e = f\n')}else: g\n`],
    ['blocks', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}if a:\n`).join('')],
    ['a list', `x = [${many('a, ')}]\n`],
  ])('%s', (_, text) => {
    const facts = factsOf(text);
    expectSound(facts, text);
    const reads = facts.nodes.filter((node) => node.kind === 'Name' && node.name === 'a');
    expect(reads.length).toBeGreaterThan(0);
    expect(deepest(facts)).toBeLessThan(700);
  });

  test('the operands of a long sum are all there', () => {
    const facts = factsOf(`x = ${many('f(a) + ')}b\n`);
    expect(facts.nodes.filter(({ kind }) => kind === 'Call')).toHaveLength(depth);
  });
});

function deepest({ parents }: Facts): number {
  const levels = new Int32Array(parents.length);
  for (const [id, parent] of parents.entries()) levels[id] = parent < 0 ? 1 : levels[parent]! + 1;
  return levels.reduce((most, level) => Math.max(most, level), 0);
}
