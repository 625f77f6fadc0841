import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../server/src/facts/facts.ts';
import { factsOf } from '../../harness/facts.ts';

/**
 * For each `name?` in the code: what reaches that read. Bindings show as the line that makes them (`4`), narrowings
 * as `5+(4)` or `5-(4)`: the line of the test, whether it held, what it narrows. `free` is a name without an entry.
 */
function reads(marked: string): string[] {
  const marks: number[] = [];
  const text = marked.replace(/(\w+)\?/g, (_, name: string, offset: number) => {
    marks.push(offset - marks.length);
    return name;
  });
  const facts = factsOf(text);
  return marks.map((start) => {
    const node = facts.nodes.find(
      (other) => other.kind === 'Name' && other.start === start && other.context === 'load',
    );
    const indices = node && facts.reaching.get(node.id);
    return indices ? indices.map((index) => label(facts, text, index)).join(' ') : 'free';
  });
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function label(facts: Facts, text: string, index: number): string {
  const { type, node, prior, positive } = facts.bindings[index]!;
  const line = String(lineOf(text, facts.nodes[node]!.start));
  if (type !== 'narrow') return line;
  return `${line}${positive ? '+' : '-'}(${prior.map((inner) => label(facts, text, inner)).join(' ')})`;
}

const inFunction = (body: string): string[] => reads(`def f(p):\n${body.replace(/^ {4}/gm, ' ').replace(/^\n/, '')}`);

describe('branches', () => {
  test('if and else meet', () => {
    expect(inFunction(' x = 1\n if p: x = 2\n x?')).toEqual(['2 3']);
    expect(inFunction(' if p: x = 1\n else: x = 2\n x?')).toEqual(['2 3']);
    expect(inFunction(' if p: x = 1\n elif q: x = 2\n else: x = 3\n x?')).toEqual(['2 3 4']);
  });

  test('a branch that ends does not go on', () => {
    for (const end of ['return', 'raise E']) {
      expect(inFunction(` x = 1\n if p:\n  x = 2\n  ${end}\n x?`)).toEqual(['2']);
    }
  });

  test('code behind a return knows what was there, and tells nobody', () => {
    expect(inFunction(' x = 1\n if p:\n  return\n  x?\n  x = 2\n x?')).toEqual(['2', '2']);
  });

  test('conditional expressions and short circuits', () => {
    expect(inFunction(' (x := 1) if q else (x := 2)\n x?')).toEqual(['2 2']);
    expect(inFunction(' x = 1\n q and (x := 2)\n x?')).toEqual(['2 3']);
    expect(inFunction(' x = (x? for x in x?)')).toEqual(['2', '']);
  });

  test('match', () => {
    expect(inFunction(' x = 0\n match p:\n  case [x]: x?\n  case 1: x?\n  case _: x = 2\n x?')).toEqual([
      '4',
      '2',
      '2 4 6',
    ]);
    expect(inFunction(' match p:\n  case 1: x = 1\n  case other: x = 2\n x?')).toEqual(['3 4']);
    expect(inFunction(' x = 0\n match p:\n  case x if x: pass\n  case _: x?')).toEqual(['2 4-(4)']);
  });
});

describe('loops', () => {
  test('the body may run never or often', () => {
    expect(inFunction(' x = 1\n for i in p:\n  x?\n  x = 2\n x?')).toEqual(['2 5', '2 5']);
    expect(inFunction(' x = 1\n while p:\n  x?\n  x = 2\n x?')).toEqual(['2 5', '2 5']);
    expect(inFunction(' for i in p: i?\n i?')).toEqual(['2', '2']);
  });

  test('else runs without break', () => {
    expect(inFunction(' x = 1\n for i in p:\n  x = 2\n  break\n else: x?\n x?')).toEqual(['2', '2 4']);
  });

  test('continue goes to the head', () => {
    expect(inFunction(' x = 1\n for i in p:\n  x?\n  if i:\n   x = 2\n   continue\n  x = 3')).toEqual(['2 6 8']);
  });

  test('while True ends by break only', () => {
    expect(inFunction(' x = 1\n while True:\n  x = 2\n  if q(): break\n  x = 3\n x?')).toEqual(['4']);
    expect(inFunction(' x = 1\n if p:\n  while 1: x = 2\n x?')).toEqual(['2']);
  });

  test('nested loops', () => {
    const body = ' x = 0\n for i in p:\n  for j in i:\n   x?\n   x = 1\n  x = 2\n x?';
    expect(inFunction(body)).toEqual(['2 6 7', '2 7']);
  });
});

describe('exceptions', () => {
  test('a handler may begin anywhere in the block', () => {
    const body = ' x = 0\n try:\n  x = 1\n  x = 2\n  g()\n except E: x?\n else: x?\n x?';
    expect(inFunction(body)).toEqual(['2 4 5', '5', '2 4 5']);
  });

  test('what the block ends with cannot fail afterwards', () => {
    expect(inFunction(' x = 0\n try: x = g()\n except E: x?')).toEqual(['2']);
  });

  test('finally sees everything, what follows sees what got through', () => {
    const body = ' x = 0\n try:\n  x = 1\n  g()\n finally: x?\n x?';
    expect(inFunction(body)).toEqual(['2 4', '4']);
    expect(inFunction(' x = 0\n try: g()\n finally: x = 1\n x?')).toEqual(['4']);
    expect(inFunction(' for i in p:\n  try: break\n  finally: x = 1\n x?')).toEqual(['4']);
  });

  test('the name of a handler is gone behind it', () => {
    expect(inFunction(' try: g()\n except E as e: e?\n e?')).toEqual(['3', '']);
  });

  test('a context manager may swallow', () => {
    expect(inFunction(' x = 0\n with m as n:\n  x = 1\n  g()\n x?, n?')).toEqual(['2 4', '3']);
    expect(inFunction(' x = 0\n with m:\n  return\n x?')).toEqual(['2']);
  });
});

describe('narrowings', () => {
  test.each([
    ['x', ''],
    ['x is None', ''],
    ['x is not None', ''],
    ['isinstance(x, int)', ''],
    ['asyncio.iscoroutine(x)', ''],
  ])('%s', (condition) => {
    expect(inFunction(` x = g()\n if ${condition}: x?\n else: x?\n x?`)).toEqual(['3+(2)', '3-(2)', '2']);
    expect(inFunction(` x = g()\n if not ${condition}: return\n x?`)).toEqual(['3+(2)']);
    expect(inFunction(` x = g()\n while ${condition}: x?\n x?`)).toEqual(['3+(2)', '3-(2)']);
    expect(inFunction(` x = g()\n assert ${condition}\n x?`)).toEqual(['3+(2)']);
  });

  test('other tests narrow nothing', () => {
    for (const condition of [
      'x == 1',
      'x.y',
      'g()',
      'g(*x)',
      'g(x, 1, 2)',
      'isinstance(x.y, int)',
      'x in y',
      'x is y',
    ]) {
      expect(inFunction(` x = g()\n if ${condition}: x?`)).toEqual(['2']);
    }
  });

  test('and, or', () => {
    expect(inFunction(' x = g()\n if p and x: x?\n else: x?')).toEqual(['3+(2)', '2']);
    expect(inFunction(' x = g()\n if p or x: x?\n else: x?')).toEqual(['2', '3-(2)']);
    expect(inFunction(' x = g()\n return x and x?')).toEqual(['3+(2)']);
    expect(inFunction(' x = g()\n return x? if x else x?')).toEqual(['3+(2)', '3-(2)']);
  });

  test('a new value is not narrowed', () => {
    expect(inFunction(' x = g()\n if x is None: x = h()\n x?')).toEqual(['3-(2) 3']);
  });

  test('the name that := binds', () => {
    expect(inFunction(' if (x := g()) is not None: x?')).toEqual(['2+(2)']);
  });

  test('a comprehension’s condition', () => {
    expect(inFunction(' return [x? for x in p if x]')).toEqual(['2+(2)']);
  });
});

describe('places', () => {
  test('comprehensions run in the function around them', () => {
    expect(inFunction(' x = 1\n return [x? for i in p if (y := i?)], y?')).toEqual(['2', '3', '3+(3)']);
  });

  test('what lies in nested functions is free there and escapes', () => {
    const text = 'def f():\n x = 1\n y = 2\n def g(): return x\n return lambda: z, y\n';
    const { bindings, reaching } = factsOf(text);
    const escaping = bindings.filter(({ escapes }) => escapes).map(({ name }) => name);
    expect(escaping).toEqual(['x']);
    expect(reaching.size).toBe(1);
  });

  test('a module name that may come from above is free', () => {
    expect(reads('if p: x = 1\nx?\nx = 2\nx?')).toEqual(['free', '3']);
  });

  test('a class body sees its own names once they are bound', () => {
    expect(reads('class A:\n list = list?\n x = list?\n def m(self): x?')).toEqual(['free', '2', 'free']);
  });

  test('del', () => {
    expect(inFunction(' x = 1\n del x\n x?')).toEqual(['']);
  });

  test('parameters and defaults', () => {
    expect(inFunction(' q = 1\n def g(q=q?): q?\n return lambda q=q?: q?')).toEqual(['2', '3', '2', '4']);
  });

  test('global names can change anywhere', () => {
    expect(reads('x = 1\nx?\ndef f():\n global x\n x = 2\n')).toEqual(['1 5']);
  });

  test('augmented assignment keeps what was there', () => {
    const { bindings } = factsOf('def f():\n x = 1\n x += 2\n return x\n');
    expect(bindings[2]).toMatchObject({ name: 'x', prior: [1] });
    expect(bindings[1]?.uses).toEqual(bindings[2]?.uses);
    expect(bindings[1]?.uses).toHaveLength(1);
  });
});

describe('exports', () => {
  const exported = (text: string): Record<string, string> =>
    Object.fromEntries(
      [...factsOf(text).exports].map(([name, { bindings, maybeUnbound }]) => [
        name,
        bindings.length.toString() + (maybeUnbound ? '?' : ''),
      ]),
    );

  test.each([
    ['x = 1\nx = 2\n', { x: '1' }],
    ['if a: x = 1\nelse: x = 2\n', { x: '2' }],
    ['if a: x = 1\n', { x: '1?' }],
    ['try:\n import a\nexcept ImportError:\n a = None\n', { a: '2' }],
    ['x = 1\ndel x\n', { x: '0' }],
    ['def f():\n global x\n x = 1\n', { f: '1', x: '1?' }],
    ['x = g()\nassert x\n', { x: '1' }],
    ['import a.b as c, d.e\nfrom f import *\n', { c: '1', d: '1' }],
  ])('%j', (text, expected) => {
    expect(exported(text)).toEqual(expected);
  });
});

describe('names that are bound again and again', () => {
  test.each([
    ['branches', ' if p: x = g(x)\n'],
    ['narrowings', ' if x is None: x = g(x)\n'],
    ['loops', ' for i in p: x = g(x)\n'],
    ['exceptions', ' try: x = g(x)\n except E: h(x)\n'],
  ])('%s: the reads are free, the bindings escape', (_, line) => {
    const { bindings, nodes, reaching } = factsOf(`def f(p):\n x = 1\n${line.repeat(500)} last(x)\n`);
    const reads = nodes.filter((node) => node.kind === 'Name' && node.name === 'x' && node.context === 'load');
    expect(reaching.has(reads[0]!.id)).toBe(true);
    expect(reaching.has(reads.at(-1)!.id)).toBe(false);
    expect(bindings.find(({ name }) => name === 'x')).toMatchObject({ escapes: true });
  });

  test('sums stay short', () => {
    const { bindings, nodes } = factsOf(`def f():\n x = 1\n${' x += g(x)\n'.repeat(2000)}`);
    const listed = bindings.reduce((sum, { uses }) => sum + uses.length, 0);
    expect(listed).toBeLessThan(nodes.length * 50);
    expect(bindings.find(({ name }) => name === 'x')).toMatchObject({ escapes: true });
  });
});
