import type { Durability } from './durability.ts';

/** All answers to one question. */
export interface Family {
  readonly name: string | undefined;
  readonly isInput: boolean;
  readonly compute: (key: string) => unknown;
  /** See `InputOptions` and `QueryOptions`. */
  readonly durability: ((key: string) => Durability) | undefined;
  readonly equal: (a: unknown, b: unknown) => boolean;
  readonly initial: unknown;
  readonly unsettled: unknown;
  readonly isStep: boolean;
  readonly isRoot: ((key: string) => boolean) | undefined;
  /** See `QueryOptions`. */
  readonly about: string | undefined;
  readonly entries: Map<string, Entry>;
}

export interface Entry {
  readonly family: Family;
  readonly key: string;
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
  /** The last walk along dependencies that came by. */
  visited: number;
}

/** A value computed while a query below it on the stack was not finished: holds only for that iteration of it. */
export interface Provisional {
  value: unknown;
  head: number;
  readonly dependencies: ReadonlySet<Entry>;
}

export interface Frame {
  readonly entry: Entry;
  readonly dependencies: Set<Entry>;
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

export function makeEntry(family: Family, key: string): Entry {
  const entry: Entry = {
    family,
    key,
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
    visited: 0,
  };
  family.entries.set(key, entry);
  return entry;
}

export const isProvisional = (entry: Entry): boolean => entry.provisional !== undefined;

export const durabilityOf = (entries: readonly Entry[]): Durability =>
  entries.reduce((durability, entry) => durability | entry.durability, 0);
