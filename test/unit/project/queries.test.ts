import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durabilityAt } from '../../../server/src/project/memory/durability.ts';
import type { Queries } from '../../../server/src/project/memory/queries.ts';
import { createQueries } from '../../../server/src/project/memory/query-engine.ts';

/** Numbers by name, and queries that count how often they are computed. */
function counted(values: Record<string, number>, durability: (key: string) => number = () => durabilityAt(1, 0)) {
  const queries = createQueries();
  const input = queries.input((key) => values[key] ?? 0, { durability });
  const runs: string[] = [];
  const query = (name: string, compute: (key: string) => number, initial = 0) =>
    queries.query<number>(
      (key) => {
        runs.push(`${name} ${key}`);
        return compute(key);
      },
      { initial },
    );
  const set = (key: string, value: number): void => {
    values[key] = value;
    queries.advance();
    input.invalidate(key);
  };
  /** What was computed since the last time. */
  const since = (): string[] => runs.splice(0);
  return { queries, input, query, set, since };
}

describe('an answer that was found elsewhere', () => {
  /** Signs of numbers by a durability of their own, and what is said of two of them. */
  function said(values: Record<string, number>) {
    const queries = createQueries();
    const runs: string[] = [];
    const input = queries.input((key) => values[key] ?? 0, { name: 'number', durability: () => durabilityAt(1, 0) });
    const sign = queries.query((key) => Math.sign(input.get(key)), {
      name: 'sign',
      about: 'number',
      initial: 0,
      durability: () => durabilityAt(1, 1),
    });
    const both = queries.query(
      (key) => {
        runs.push(key);
        return Array.from(key, sign).join(' ');
      },
      { name: 'both', initial: '' },
    );
    const set = (key: string, value: number): void => {
      values[key] = value;
      queries.advance();
      input.invalidate(key);
    };
    return { queries, input, both, set, since: () => runs.splice(0) };
  }

  const signs = [
    { name: 'sign', key: 'a' },
    { name: 'sign', key: 'b' },
  ];

  test('names what it rests on', () => {
    const { queries, both } = said({ a: 1, b: -2 });
    expect(queries.sourcesOf('both', 'ab')).toBeUndefined();
    expect(both('ab')).toBe('1 -1');
    expect(queries.sourcesOf('both', 'ab')).toEqual(signs.toReversed());
  });

  test('names nothing while it does not hold', () => {
    const { queries, both, set } = said({ a: 1, b: -2 });
    both('ab');
    set('a', 3);
    expect(queries.sourcesOf('both', 'ab')).toHaveLength(2);
    set('a', -3);
    expect(queries.sourcesOf('both', 'ab')).toBeUndefined();
  });

  test('is taken as it is, until what it rests on changes', () => {
    const { queries, both, set, since } = said({ a: 1, b: -2 });
    queries.restore('both', 'ab', 'found elsewhere', signs);
    expect(both('ab')).toBe('found elsewhere');
    for (const source of signs) queries.valueOf(source);
    set('a', 3);
    expect(both('ab')).toBe('found elsewhere');
    expect(since()).toEqual([]);
    set('b', 3);
    expect(both('ab')).toBe('1 1');
    expect(since()).toEqual(['ab']);
  });

  test('does not hold where nobody looked before something changed', () => {
    const { queries, both, set, since } = said({ a: 1, b: -2 });
    queries.restore('both', 'ab', 'found elsewhere', signs);
    set('a', 3);
    expect(both('ab')).toBe('1 -1');
    expect(since()).toEqual(['ab']);
  });

  test('holds where something else changed, of which nobody has asked yet', () => {
    const { queries, input, both, set } = said({ a: 1, b: -2, c: 3 });
    queries.restore('both', 'ab', 'found elsewhere', signs);
    input.get('c');
    set('c', 4);
    expect(both('ab')).toBe('found elsewhere');
    expect(both('ac')).toBe('1 1');
    expect(both('ab')).toBe('found elsewhere');
  });
});

describe('an answer', () => {
  test('is kept until something that it was made from has changed', () => {
    const { input, query, set, since } = counted({ a: 1, b: 2 });
    const double = query('double', (key) => input.get(key) * 2);
    expect([double('a'), double('a'), double('b')]).toEqual([2, 2, 4]);
    expect(since()).toEqual(['double a', 'double b']);
    set('a', 5);
    expect([double('a'), double('b')]).toEqual([10, 4]);
    expect(since()).toEqual(['double a']);
  });

  test('of a chain of any length can be asked for after a change', () => {
    const { input, query, set } = counted({ '0': 1 });
    const link: (key: string) => number = query('link', (key) =>
      key === '0' ? input.get(key) : link(String(Number(key) - 1)),
    );
    for (let i = 0; i <= 20_000; i++) link(String(i));
    set('0', 2);
    expect(() => link('20000')).not.toThrow();
    expect(link('10')).toBe(2);
  });

  test('that comes out the same is no news to who depends on it', () => {
    const { input, query, set, since } = counted({ a: 1 });
    const sign = query('sign', (key) => Math.sign(input.get(key)));
    const shown = query('shown', (key) => sign(key) + 10);
    expect(shown('a')).toBe(11);
    since();
    set('a', 7);
    expect(shown('a')).toBe(11);
    expect(since()).toEqual(['sign a']);
    set('a', -7);
    expect(shown('a')).toBe(9);
    expect(since()).toEqual(['sign a', 'shown a']);
  });

  test('depends on what it asked for last, not on what it asked for once', () => {
    const { input, query, set, since } = counted({ which: 0, a: 1, b: 2 });
    const chosen = query('chosen', () => input.get(input.get('which') === 0 ? 'a' : 'b'));
    expect(chosen('')).toBe(1);
    set('which', 1);
    expect(chosen('')).toBe(2);
    since();
    set('a', 9);
    expect(chosen('')).toBe(2);
    expect(since()).toEqual([]);
  });

  test('is new when an input moves to another durability and changes there', () => {
    let place = durabilityAt(1, 1);
    const { input, query, set } = counted({ a: 1 }, () => place);
    const shown = query('shown', (key) => input.get(key));
    expect(shown('a')).toBe(1);
    place = durabilityAt(2, 1);
    set('a', 1);
    expect(shown('a')).toBe(1);
    set('a', 2);
    expect(shown('a')).toBe(2);
    place = durabilityAt(1, 1);
    set('a', 3);
    expect(shown('a')).toBe(3);
    set('a', 4);
    expect(shown('a')).toBe(4);
  });
});

describe('a query that throws', () => {
  test('leaves nothing behind: it is computed again, with all that waited for it', () => {
    const { input, query, set } = counted({ a: 1, broken: 1 });
    const fragile = query('fragile', (key) => {
      if (input.get('broken') === 1) throw new Error('broken');
      return input.get(key);
    });
    const above = query('above', (key) => fragile(key) + 1);
    expect(() => above('a')).toThrow('broken');
    expect(() => above('a')).toThrow('broken');
    set('broken', 0);
    expect(above('a')).toBe(2);
  });

  test('in the middle of a cycle leaves no value of an unfinished round', () => {
    const { input, query, set } = counted({ own: 3 });
    let rounds = 0;
    const ping: (key: string) => number = query('ping', (key) => Math.max(input.get('own'), pong(key)));
    const pong: (key: string) => number = query('pong', (key) => {
      if (++rounds === 3) throw new Error('broken');
      return Math.max(ping(key), pong(key));
    });
    expect(() => ping('')).toThrow('broken');
    set('own', 1);
    expect([pong(''), ping('')]).toEqual([1, 1]);
  });
});

describe('what is remembered', () => {
  test('is what the answers wanted for themselves were made from, when there is much', () => {
    const names = new Map([['file', ['first']]]);
    const queries = createQueries(10);
    const input = queries.input((key) => names.get(key) ?? []);
    const lengthOf = queries.query((name) => name.length, { initial: 0 });
    const total = queries.query((key) => input.get(key).reduce((sum, name) => sum + lengthOf(name), 0), {
      initial: 0,
      isRoot: (key) => names.has(key),
    });
    let most = 0;
    for (let i = 0; i < 1000; i++) {
      names.set('file', ['first', `name${String(i)}`]);
      queries.advance();
      input.invalidate('file');
      expect(total('file')).toBe(5 + `name${String(i)}`.length);
      most = Math.max(most, queries.size);
    }
    expect(most).toBeGreaterThan(10);
    expect(most).toBeLessThan(30);
    names.delete('file');
    for (let i = 0; i < 100; i++) {
      queries.advance();
      total(`gone${String(i)}`);
    }
    expect(queries.size).toBeLessThan(30);
  });
});

/** A program of queries: each takes the greatest of its own number and of what it reads, which makes cycles harmless. */
interface Program {
  readonly own: readonly number[];
  readonly reads: readonly (readonly number[])[];
}

const SIZE = 6;

const program: fc.Arbitrary<Program> = fc.record({
  own: fc.array(fc.nat(9), { minLength: SIZE, maxLength: SIZE }),
  reads: fc.array(fc.array(fc.nat(SIZE - 1), { maxLength: 3 }), { minLength: SIZE, maxLength: SIZE }),
});

function run(queries: Queries, state: { program: Program }) {
  const own = queries.input((key) => state.program.own[Number(key)] ?? 0, {
    durability: (key) => durabilityAt(Number(key) % 3, Number(key)),
  });
  const reads = queries.input((key) => state.program.reads[Number(key)] ?? [], {
    durability: (key) => durabilityAt(Number(key) % 3, Number(key)),
  });
  const shown = queries.query((key) => own.get(key), {
    initial: 0,
    durability: (key) => durabilityAt(Number(key) % 3, SIZE),
  });
  const greatest: (key: string) => number = queries.query(
    (key) => Math.max(shown(key), ...reads.get(key).map((other) => greatest(String(other)))),
    { initial: 0, isRoot: (key) => Number(key) % 2 === 0 },
  );
  return { own, reads, greatest };
}

/** The least solution, by plain iteration. */
function solve({ own, reads }: Program): number[] {
  let values = own.map(() => 0);
  for (let round = 0; round <= SIZE; round++)
    values = own.map((value, i) => Math.max(value, ...(reads[i] ?? []).map((other) => values[other] ?? 0)));
  return values;
}

describe('cycles', () => {
  test('settle on one answer, whichever query is asked first', () => {
    fc.assert(
      fc.property(program, fc.shuffledSubarray([...Array(SIZE).keys()], { minLength: SIZE }), (each, order) => {
        const { greatest } = run(createQueries(), { program: each });
        const asked = new Map(order.map((i) => [i, greatest(String(i))]));
        expect([...asked].sort(([a], [b]) => a - b).map(([, value]) => value)).toEqual(solve(each));
      }),
      { numRuns: 500 },
    );
  });

  test('within cycles are not taken for answers', () => {
    // 5 waits for 1, which waits for 0; then 3, in the place of 1 on the stack, asks 5.
    const { greatest } = run(createQueries(), {
      program: { own: [7, 0, 0, 0, 0, 0], reads: [[1, 3], [5, 0], [], [5], [], [1]] },
    });
    expect(all(greatest)).toEqual([7, 7, 0, 7, 0, 7]);
  });

  test.each([0, 5, 1000])('and everything else follow any change, with room for %i answers', (room) => {
    const steps = fc.array(fc.tuple(program, fc.subarray([...Array(SIZE).keys()])), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(program, steps, (first, rest) => {
        const queries = createQueries(room);
        const state = { program: first };
        const { own, reads, greatest } = run(queries, state);
        for (const [next, asked] of rest) {
          for (const i of asked) greatest(String(i));
          const before = state.program;
          state.program = next;
          queries.advance();
          for (let i = 0; i < SIZE; i++) {
            if (before.own[i] !== next.own[i]) own.invalidate(String(i));
            reads.invalidate(String(i));
          }
        }
        expect(all(greatest)).toEqual(solve(state.program));
      }),
      { numRuns: 500 },
    );
  });
});

const all = (greatest: (key: string) => number): number[] => [...Array(SIZE).keys()].map((i) => greatest(String(i)));
