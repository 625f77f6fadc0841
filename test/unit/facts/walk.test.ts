import { describe, expect, test } from 'vitest';
import type { Node } from '../../../server/src/facts/nodes.ts';
import {
  ancestors,
  childrenOf,
  enclosing,
  parentOf,
  preorder,
  walkEvaluation,
} from '../../../server/src/facts/walk.ts';
import { factsOf } from '../../harness/facts.ts';

/** Names (`x=` when stored) and awaits in the order in which they are done. */
function order(text: string): string {
  const facts = factsOf(text);
  const done: string[] = [];
  const leave = (node: Node): void => {
    if (node.kind === 'Name') done.push(node.name + (node.context === 'load' ? '' : '='));
    if (node.kind === 'Await') done.push('await');
    if (node.kind === 'AugAssign') done.push('write');
  };
  for (const node of facts.body) walkEvaluation(facts, node, { leave });
  return done.join(' ');
}

describe('walkEvaluation', () => {
  test.each([
    ['a[b] = c = await d\n', 'd await a b c='],
    ['a: b = c\n', 'c a='],
    ['a += await b\n', 'a= b await write'],
    ['for a in b: c\nelse: d\n', 'b a= c d'],
    ['a if b else c\n', 'b a c'],
    ['(a := b)\n', 'b a='],
    ['[a for b in c if d for e in f]\n', 'c b= d f e= a'],
    ['{a: b for c in d}\n', 'd c= a b'],
    ['f(a, *b, c=d)\n', 'f a b d'],
    ['async with a as b, c: await d\n', 'a b= c d await'],
    ['try: a\nexcept B: c\nelse: d\nfinally: e\n', 'a B c d e'],
    ['x = lambda y=z: w\n', 'z x='],
    ['if a: b\nelif c: d\n', 'a b c d'],
  ])('%j', (text, expected) => {
    expect(order(text)).toBe(expected);
  });

  test('nested definitions are passed over, their heads are not', () => {
    expect(order('def f():\n @d\n def g(x=y) -> r: inner\n class C(B): inner\n last\n')).toBe('d y r B last');
  });

  test('enter comes before the parts', () => {
    const facts = factsOf('async with a: b\n');
    const seen: string[] = [];
    walkEvaluation(facts, facts.body[0]!, {
      enter: ({ kind }) => seen.push(`+${kind}`),
      leave: ({ kind }) => seen.push(`-${kind}`),
    });
    expect(seen.join(' ')).toBe('+With +WithItem +Name -Name -WithItem +Expr +Name -Name -Expr -With');
  });
});

describe('relatives', () => {
  const facts = factsOf('def f(a): return g(b)\n');
  const kinds = (nodes: Iterable<Node>): string => [...nodes].map(({ kind }) => kind).join(' ');
  const b = facts.nodes.find((node) => node.kind === 'Name' && node.name === 'b')!;

  test('down', () => {
    expect(kinds(childrenOf(facts, facts.body[0]!))).toBe('Parameter Return');
    expect(kinds(preorder(facts, facts.body[0]!))).toBe('FunctionDef Parameter Return Call Name Argument Name');
  });

  test('up', () => {
    expect(parentOf(facts, b)?.kind).toBe('Argument');
    expect(parentOf(facts, facts.body[0]!)).toBeUndefined();
    expect(kinds(ancestors(facts, b))).toBe('Argument Call Return FunctionDef');
    expect(enclosing(facts, b, 'FunctionDef')?.name).toBe('f');
    expect(enclosing(facts, b, 'ClassDef')).toBeUndefined();
  });
});
