import { describe, expect, test } from 'vitest';
import type { NodeKind, NodeOf } from '../../../server/src/facts/nodes.ts';
import { factsOf, outline } from '../../harness/facts.ts';

/** The first node of a kind, as plain data. */
function first<K extends NodeKind>(kind: K, text: string): NodeOf<K> {
  const node = factsOf(text).nodes.find((other) => other.kind === kind);
  if (node === undefined) throw new Error(`no ${kind} in ${text}`);
  return node as NodeOf<K>;
}

describe('expressions', () => {
  test.each([
    ['await x.y(z)', 'Await(Call(x.y, Argument(z)))'],
    ['await x ** 2', 'BinOp **(Await(x), 2)'],
    ['f(a, *b, c=d, **e)', 'Call(f, Argument(a), Argument *(b), Argument c=(d), Argument **(e))'],
    ['f(x for x in y)', 'Call(f, Argument(Comprehension generator(x, ComprehensionFor(x=, y))))'],
    ['a + b * c', 'BinOp +(a, BinOp *(b, c))'],
    ['not a and b or c', 'BoolOp or(BoolOp and(UnaryOp not(a), b), c)'],
    ['a < b not  in c', 'Compare < not in(a, b, c)'],
    ['a if b else c', 'IfExp(a, b, c)'],
    ['lambda a, /, *b: a', 'Lambda(Parameter positional-only a, Parameter args b, a)'],
    ['(a := b)', 'NamedExpr(a=, b)'],
    ['a[b:c, ::d, e]', 'Subscript(a, Slice(b, c), Slice(d), e)'],
    [
      '[await a async for b, *c in d if e if f]',
      'Comprehension list(Await(a), ComprehensionFor async(Collection tuple(b=, Starred(c=)), d, e, f))',
    ],
    ['{a: b for a in c}', 'Comprehension dict(a, b, ComprehensionFor(a=, c))'],
    ['{**a, b: c}', 'Dict(a, b, c)'],
    ['{a, *b}', 'Collection set(a, Starred(b))'],
    ['a, b', 'Collection tuple(a, b)'],
    ['((a))', 'a'],
    ["f'{a!r:>{b}} {c=}' 'd'", 'JoinedStr(a, b, c)'],
    ["t'{a}'", 'JoinedStr(a)'],
    ['yield', 'Yield'],
    ['yield a, b', 'Yield(Collection tuple(a, b))'],
    ['yield from a', 'YieldFrom(a)'],
  ])('%s', (text, expected) => {
    expect(outline(`${text}\n`)).toBe(`Expr(${expected})`);
  });

  test.each([
    ['1_000', 'int', 1000],
    ['0x1F', 'int', 31],
    ['0b11', 'int', 3],
    ['1.5e3', 'float', 1500],
    ['1j', 'complex', undefined],
    ['True', 'bool', true],
    ['None', 'None', undefined],
    ['...', 'ellipsis', undefined],
    ["'a\\n'", 'str', 'a\\n'],
    ['\'a\' "b"', 'str', 'ab'],
    ["b'a'", 'bytes', undefined],
    [`'${'x'.repeat(200)}'`, 'str', 'x'.repeat(200)],
    [`'${'x'.repeat(201)}'`, 'str', undefined],
  ])('%s is a constant', (text, type, value) => {
    expect(first('Constant', text)).toMatchObject({ type, value });
  });

  test('parentheses belong to tuples and calls only', () => {
    expect(first('Collection', '((a, b))')).toMatchObject({ start: 1, end: 7 });
    expect(first('Name', '(a)')).toMatchObject({ start: 1, end: 2 });
    expect(first('Call', 'f ((a))')).toMatchObject({ start: 0, end: 7, openParen: 2 });
    expect(first('Attribute', 'a . b')).toMatchObject({ attribute: 'b', attributeStart: 4, end: 5 });
  });
});

describe('statements', () => {
  test.each([
    ['a = b = c', 'Assign(a=, b=, c)'],
    [
      '(a), *b = c[d], e.f = g',
      'Assign(Collection tuple(a=, Starred(b=)), Collection tuple(Subscript(c, d), e.f=), g)',
    ],
    ['a: int', 'AnnAssign(a=, int)'],
    ['a: list[int] | None = b', 'AnnAssign(a=, BinOp |(Subscript(list, int), None), b)'],
    ['a += await b', 'AugAssign +=(a=, Await(b))'],
    ['del a, b.c', 'Delete(a!, b.c!)'],
    ['raise a from b', 'Raise(a, b)'],
    ['assert a, b', 'Assert(a, b)'],
    ['import a.b as c, d . e', 'Import(Alias a.b as c, Alias d.e)'],
    ['from . import a', 'ImportFrom .(Alias a)'],
    ['from ...a.b import (c as d, e)', 'ImportFrom ...a.b(Alias c as d, Alias e)'],
    ['from a import *', 'ImportFrom a(Alias *)'],
    ['from __future__ import annotations', 'ImportFrom __future__(Alias annotations)'],
    ['global a, b', 'Global a b'],
    ['type A[T: int, **P] = T', 'TypeAlias(A=, TypeParameter T(int), TypeParameter **P, T)'],
    ['type(a).b = c', 'Assign(Call(type, Argument(a)).b=, c)'],
    ['if a: b\nelif c: d\nelse: e', 'If(a, Expr(b), If(c, Expr(d), Expr(e)))'],
    ['while a: break\nelse: continue', 'While(a, Break, Continue)'],
    ['async for a in b, c: pass\nelse: d', 'For async(a=, Collection tuple(b, c), Pass, Expr(d))'],
    ['async with a as b, c: d', 'With async(WithItem(a, b=), WithItem(c), Expr(d))'],
    ['with (a as b, c): d', 'With(WithItem(a, b=), WithItem(c), Expr(d))'],
    ['with (a, b): c', 'With(WithItem(a), WithItem(b), Expr(c))'],
    ['with a if b else c as d: e', 'With(WithItem(IfExp(a, b, c), d=), Expr(e))'],
    [
      'try: a\nexcept (B, C) as d: e\nexcept F: g\nelse: h\nfinally: i',
      'Try(Expr(a), ExceptHandler as d(Collection tuple(B, C), Expr(e)), ExceptHandler(F, Expr(g)), Expr(h), Expr(i))',
    ],
    ['try: a\nexcept* B, C: d', 'Try(Expr(a), ExceptHandler*(Collection tuple(B, C), Expr(d)))'],
    [
      'match a:\n case [b, *c] if d: e\n case F(g, h=i) | {"j": k, **l}: m\n case n.o | 1: p\n case q: r',
      'Match(a, MatchCase(b=, c=, d, Expr(e)), MatchCase(g=, i=, k=, l=, Expr(m)), MatchCase(Expr(p)), MatchCase any(q=, Expr(r)))',
    ],
    ['match a:\n case _: b', 'Match(a, MatchCase any(Expr(b)))'],
    ['class A[T](B, metaclass=C): pass', 'ClassDef A(TypeParameter T, Argument(B), Argument metaclass=(C), Pass)'],
  ])('%s', (text, expected) => {
    expect(outline(`${text}\n`)).toBe(expected);
  });

  test('parameters', () => {
    const text = 'def f(a, /, b: B, *c, d=e, **g) -> h: pass\n';
    const parts =
      'Parameter positional-only a, Parameter positional b(B), Parameter args c, Parameter keyword-only d(e), Parameter kwargs g';
    expect(outline(text)).toBe(`FunctionDef f(${parts}, h, Pass)`);
    expect(outline('def f(*, a): pass\n')).toBe('FunctionDef f(Parameter keyword-only a, Pass)');
  });

  test('a decorated def begins with its decorator and ends with its body', () => {
    const text = '@a\nasync def f():\n    b # c\n    # d\n';
    const node = first('FunctionDef', text);
    expect(node).toMatchObject({ isAsync: true, start: 0, defStart: 3, nameStart: text.indexOf('f()') });
    expect(text.slice(node.start, node.end)).toBe('@a\nasync def f():\n    b');
  });
});

describe('comments', () => {
  test('only those that silence rules are kept', () => {
    const text = 'a # b\nc # NOQA: D1\n# async-pitfalls: ignore[x]\n';
    expect(factsOf(text).comments.map(({ start, text: comment }) => [start, comment])).toEqual([
      [8, '# NOQA: D1'],
      [19, '# async-pitfalls: ignore[x]'],
    ]);
  });
});
