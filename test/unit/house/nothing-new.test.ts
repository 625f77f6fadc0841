import { describe, expect, test } from 'vitest';
import { doubled, newFindings, type Found } from '../../harness/nothing-new.ts';

const PATH = 'main.py';

/** Findings of rules by the code that they are about, each where that stands first. */
const found = (text: string, ...findings: readonly (readonly [rule: string, code: string])[]): readonly Found[] =>
  findings.map(([rule, code]) => {
    const start = text.indexOf(code);
    expect(start).toBeGreaterThanOrEqual(0);
    return { path: PATH, rule, start, end: start + code.length };
  });

interface Fix {
  readonly from: string;
  readonly to: string;
}

/** What is new after a part of the text was replaced; the first finding is the fixed one. */
function newAfter(
  text: string,
  { from, to }: Fix,
  before: readonly (readonly [string, string])[],
  after: readonly (readonly [string, string])[],
): readonly string[] {
  const start = text.indexOf(from);
  const fixed = text.slice(0, start) + to + text.slice(start + from.length);
  const old = found(text, ...before);
  return newFindings(
    { texts: { [PATH]: text }, found: old, fixed: old[0]! },
    { texts: { [PATH]: fixed }, found: found(fixed, ...after) },
    [{ path: PATH, start, end: start + from.length, newText: to }],
  ).map(({ rule, start: at, end }) => `${rule} ${fixed.slice(at, end)}`);
}

describe('what is new after a fix', () => {
  test('nothing, if the other findings only moved', () => {
    const text = 'fetch()\nsleep()\n';
    expect(
      newAfter(
        text,
        { from: '', to: 'await ' },
        [
          ['a', 'fetch()'],
          ['b', 'sleep()'],
        ],
        [['b', 'sleep()']],
      ),
    ).toEqual([]);
  });

  test('nothing, if a finding holds the fixed code', () => {
    const text = 'await get(fetch())\n';
    expect(
      newAfter(
        text,
        { from: 'fetch()', to: 'await fetch()' },
        [
          ['a', 'fetch()'],
          ['b', 'await get(fetch())'],
        ],
        [['b', 'await get(await fetch())']],
      ),
    ).toEqual([]);
  });

  test('nothing, if a block was moved as a whole', () => {
    const text = 'with lock:\n    sleep()\n';
    expect(
      newAfter(
        text,
        { from: text, to: 'def work():\n    with lock:\n        sleep()\n' },
        [
          ['a', 'with lock'],
          ['b', 'sleep()'],
        ],
        [['b', 'sleep()']],
      ),
    ).toEqual([]);
  });

  test('a second await, although as many findings of that rule went', () => {
    const text = 'await fetch()\nawait 1\n';
    expect(
      newAfter(
        text,
        { from: 'await fetch()', to: 'await await fetch()' },
        [
          ['a', 'await fetch()'],
          ['b', 'await 1'],
        ],
        [
          ['b', 'await await fetch()'],
          ['b', 'await 1'],
        ],
      ),
    ).toEqual(['b await await fetch()']);
  });

  test('the fixed finding itself, and a finding of the same rule elsewhere in the place of another', () => {
    const text = 'fetch()\nfetch(1)\n';
    const before = [
      ['a', 'fetch()'],
      ['a', 'fetch(1)'],
    ] as const;
    expect(newAfter(text, { from: 'fetch()', to: 'fetch() ' }, before, before)).toEqual(['a fetch()']);
    expect(newAfter(text, { from: 'fetch(1)', to: 'other(1)' }, before, [['a', 'other(1)']])).toEqual(['a other(1)']);
    expect(newAfter(text, { from: '\n', to: '\nnew()\n' }, before, [['a', 'new()']])).toEqual(['a new()']);
  });
});

describe('what a fix has written twice', () => {
  test('words and imports', () => {
    expect(doubled('await f()\n', 'await await f()\n')).toEqual(['await await']);
    expect(doubled('def f(): pass\n', 'async async def f(): pass\n')).toEqual(['async async']);
    expect(doubled('import asyncio\nf()\n', 'import asyncio\nimport asyncio\nf()\n')).toEqual(['import asyncio']);
  });

  test('not what was there before, or stands in several places', () => {
    expect(doubled('import a\nimport a\nf()\n', 'import a\nimport a\nawait f()\n')).toEqual([]);
    expect(doubled('f()\n', 'import asyncio\nawait f(await g())\n')).toEqual([]);
    expect(doubled('await await f()\n', 'await await f()\nx\n')).toEqual([]);
  });
});
