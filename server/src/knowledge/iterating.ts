import type { ArgumentPlace } from './argument-place.ts';
import { joinTables, under, type NameTable } from './name-table.ts';

/** A callable that goes through an iterable with plain `for`; async iterables make it raise `TypeError`. */
export interface Iterating {
  readonly iterable: ArgumentPlace;
  /** Iterates only over an argument that stands alone: `min(a, b)` compares. */
  readonly onlyAlone?: true;
  /** May stop before the end, or hands items on as they come: not the same once all items are collected first. */
  readonly isLazy?: true;
  /** What does the same for async iterables, with the oldest Python that has it. */
  readonly counterpart?: { readonly name: string; readonly since: readonly [number, number] };
}

const first: Iterating = { iterable: { position: 0 } };
const lazy: Iterating = { ...first, isLazy: true };
const every: Iterating = { iterable: { position: 0, rest: true } };

export const iterating: NameTable<Iterating> = joinTables(
  under('builtins', 'list tuple set frozenset dict sum sorted reversed', first),
  under('builtins', 'any all enumerate', lazy),
  under('builtins', 'min max', { ...first, onlyAlone: true }),
  under('builtins', 'next', { ...first, counterpart: { name: 'anext', since: [3, 10] } }),
  under('builtins', 'iter', { ...first, onlyAlone: true, counterpart: { name: 'aiter', since: [3, 10] } }),
  under('builtins', 'map filter', { iterable: { position: 1, rest: true }, isLazy: true }),
  under('builtins', 'zip', { ...every, isLazy: true }),
  under('builtins.str', 'join', first),
  under('builtins.list', 'extend', first),
  under('builtins.set', 'update', every),
  under('itertools', 'islice cycle', lazy),
  under('itertools', 'chain', { ...every, isLazy: true }),
  under('collections', 'deque Counter', first),
);
