import type { Durability } from './durability.ts';

/** What a question is about, or one of the two things. */
export type Key = string | number;

/** All answers to one question. */
export interface Family {
  readonly name: string | undefined;
  readonly isInput: boolean;
  readonly compute: (key: Key, second: Key | undefined) => unknown;
  /** See `InputOptions` and `QueryOptions`. */
  readonly durability: ((key: Key) => Durability) | undefined;
  readonly equal: (a: unknown, b: unknown) => boolean;
  readonly initial: unknown;
  readonly unsettled: unknown;
  readonly isStep: boolean;
  readonly isRoot: ((key: Key) => boolean) | undefined;
  /** See `QueryOptions`. */
  readonly about: string | undefined;
  /** By the first part of their keys, then by the second; those with one part are one row. */
  readonly rows: Map<Key, Row>;
  size: number;
}

export type Row = Map<Key, Entry>;

export interface Entry {
  readonly family: Family;
  readonly key: Key;
  /** The second part of the key, if it has two. */
  readonly second: Key | undefined;
  value: unknown;
  computed: boolean;
  dependencies: readonly Entry[];
  durability: Durability;
  /** Of an input: the firewall queries (answers with a durability of their own) that were made from it. */
  firewalls: Set<Entry> | undefined;
  /** Revision in which the value last became different. */
  changedAt: number;
  /** Revision for which the value is known to hold; -1 forces a new computation. */
  verifiedAt: number;
  /** Place on the stack while being computed; -1 otherwise. */
  depth: number;
  provisional: Provisional | undefined;
  /** The value of the last round, while a query below iterates; what a question within the cycle gets. */
  previous: { readonly value: unknown } | undefined;
  /** The last frame in which it was asked for. */
  askedIn: number;
  /** The last walk along dependencies that came by. */
  visited: number;
}

/** A value computed while a query below it on the stack was not finished: holds only for that iteration of it. */
export interface Provisional {
  value: unknown;
  head: number;
  readonly dependencies: readonly Entry[];
}

export interface Frame {
  readonly entry: Entry;
  /** Another one for each. */
  readonly number: number;
  /** Where those that it has asked begin, among all that were. */
  readonly asked: number;
  /** Lowest place on the stack that this computation has seen unfinished. */
  head: number;
  /** Entries with provisional values that wait for this frame. */
  readonly waiting: Entry[];
  /** Entries that have a `previous` value because of this frame. */
  carried: Set<Entry> | undefined;
  localCache: Map<unknown, unknown> | undefined;
  /** What questions within the cycle get. */
  current: unknown;
  /** Whether an entry of the cycle got another value than in the round before. */
  moved: boolean;
}

/** The value of an entry that is known to be as it was when answers were made from it, and that nobody has asked for since. */
export const NOT_LOADED = Symbol('not loaded');

/** The row of those whose keys have one part. */
export const ONLY = '';

/** The answers with keys of one part. */
export function onlyRow({ rows }: Family): Row {
  let row = rows.get(ONLY);
  if (!row) rows.set(ONLY, (row = new Map<Key, Entry>()));
  return row;
}

export function makeEntry(family: Family, row: Row, key: Key, second?: Key): Entry {
  const entry: Entry = {
    family,
    key,
    second,
    value: undefined,
    computed: false,
    dependencies: [],
    durability: 0,
    firewalls: undefined,
    changedAt: 0,
    verifiedAt: -1,
    depth: -1,
    provisional: undefined,
    previous: undefined,
    askedIn: 0,
    visited: 0,
  };
  row.set(second ?? key, entry);
  family.size++;
  return entry;
}

export const isProvisional = (entry: Entry): boolean => entry.provisional !== undefined;

export const durabilityOf = (entries: readonly Entry[]): Durability =>
  entries.reduce((durability, entry) => durability | entry.durability, 0);
