import { describe, expect, test } from 'vitest';
import { resolve } from '../../../server/src/facts/scopes.ts';
import type { Scope } from '../../../server/src/facts/facts.ts';
import { factsOf } from '../../harness/facts.ts';

/** For each `name?`: the type of the scope that it resolves to and the kinds of bindings there; 'module' alone if none is known. */
function resolved(marked: string): string[] {
  const marks: number[] = [];
  const text = marked.replace(/(\w+)\?/g, (_, name: string, offset: number) => {
    marks.push(offset - marks.length);
    return name;
  });
  const facts = factsOf(text);
  return marks.map((start) => {
    const node = facts.nodes.find((other) => other.kind === 'Name' && other.start === start);
    if (node?.kind !== 'Name') throw new Error(`no name at ${String(start)}`);
    const found = resolve(facts, node);
    if (found === 'module') return found;
    const types = found.bindings.map((index) => facts.bindings[index]!.type);
    return `${facts.scopes[found.scope]!.type}: ${types.join(' ')}`;
  });
}

const scopeOfFunction = (text: string): Scope => {
  const scope = factsOf(text).scopes.find(({ type }) => type === 'function');
  if (scope === undefined) throw new Error('no function');
  return scope;
};

describe('resolve', () => {
  test.each([
    ['functions see those around them', 'def f(x):\n def g(): return x?, y?\n', ['function: parameter', 'module']],
    ['class names are not seen from methods', 'class A:\n x = 1\n def f(self): return x?\n', ['module']],
    ['class names are seen from the body', 'class A:\n x = 1\n y = x?\n', ['class: value']],
    ['a class name that is not bound yet is looked up outside', 'x = 0\nclass A:\n x = x?\n', ['module: value']],
    [
      'class names are not seen from comprehensions',
      'class A:\n x = 1\n y = [x? for _ in x?]\n',
      ['module', 'class: value'],
    ],
    ['global', 'x = 0\ndef f(x):\n def g():\n  global x\n  return x?\n', ['module: value']],
    ['nonlocal', 'x = 0\ndef f(x):\n def g():\n  nonlocal x\n  x = 1\n  return x?\n', ['function: parameter value']],
    ['comprehension names', '[x? for x in x?]', ['comprehension: value', 'module']],
    ['walrus in a comprehension', 'def f():\n [y := x for x in z]\n y?, x?\n', ['function: value', 'module']],
    ['lambda', 'lambda x, y=x?: x?', ['module', 'lambda: parameter']],
    [
      'defaults and annotations',
      'def f(x: x? = x?) -> x?: x?\n',
      ['module', 'module', 'module', 'function: parameter'],
    ],
    ['type parameters', 'def f[T](x: T?) -> T?: T?\n', Array(3).fill('type-parameters: type-parameter')],
    [
      'a class’s type parameters',
      'class A[T](B[T?]):\n x: T?\n def f(self): T?\n',
      Array(3).fill('type-parameters: type-parameter'),
    ],
    ['an alias’s type parameters', 'type A[T] = list[T?]\n', ['type-parameters: type-parameter']],
    ['except', 'def f():\n try: pass\n except E as e: e?\n', ['function: except']],
    [
      'imports',
      'import a.b\nfrom c import d as e\na?, b?, d?, e?\n',
      ['module: import', 'module', 'module', 'module: import'],
    ],
    ['match', 'def f(x):\n match x:\n  case [y, *z]: y?, z?\n', ['function: value', 'function: value']],
    ['decorators', 'def f():\n @g?\n def g(): g?\n', ['function: function', 'function: function']],
  ])('%s', (_, text, expected) => {
    expect(resolved(text)).toEqual(expected);
  });
});

describe('scopes', () => {
  test('generators', () => {
    expect(scopeOfFunction('def f(): yield 1\n').isGenerator).toBe(true);
    expect(scopeOfFunction('async def f(): x = [(yield from y)]\n').isGenerator).toBe(true);
    expect(scopeOfFunction('def f():\n def g(): yield 1\n').isGenerator).toBe(false);
    expect(scopeOfFunction('def f(): return lambda: (yield)\n').isGenerator).toBe(false);
  });

  test('errors show in the scopes around them', () => {
    const { scopes } = factsOf('def f():\n    def g():\n        x = = 1\n    def h():\n        pass\n    return 2\n');
    expect(scopes.map(({ hasError }) => hasError)).toEqual([true, true, true, false]);
  });

  test('a global belongs to the module', () => {
    const facts = factsOf('def f():\n global x\n x = 1\n');
    expect([...facts.scopes[0]!.names.keys()]).toEqual(['f', 'x']);
    expect([...facts.scopes[1]!.names.keys()]).toEqual([]);
    expect(facts.scopes[1]!.globals).toEqual(['x']);
  });
});
