import { durabilityAt, LastChanges, SELDOM } from './durability.ts';
import {
  durabilityOf,
  isProvisional,
  makeEntry,
  NOT_LOADED,
  onlyRow,
  type Entry,
  type Family,
  type Frame,
  type Key,
} from './entries.ts';
import { evictUnused } from './eviction.ts';
import { abandon, fixpoint } from './fixpoint.ts';
import type { Input, InputOptions, Queries, QueryOptions, Source } from './queries.ts';
import { sourcesBelow } from './sources.ts';

const MAX_DEPTH = 250;
const MAX_CHAIN = 500;
/** So much is remembered before anything is evicted. */
const ROOM = 5_000;
const same = (a: unknown, b: unknown): boolean => a === b;

export const createQueries = (room = ROOM): Queries => new QueryEngine(room);

class QueryEngine implements Queries {
  revision = 0;
  readonly #stack: Frame[] = [];
  /** What the frames on the stack have asked for, the lowest first: one list, as one for each was a seventh of a check's garbage. */
  readonly #asked: Entry[] = [];
  #frames = 0;
  /** How many of them are no steps of others. */
  #depth = 0;
  /** How many answers are being looked through, one within the other. */
  #looking = 0;
  readonly #lastChanges = new LastChanges();
  /** Inputs that may have changed since something was asked. */
  readonly #invalidated = new Set<Entry>();
  #rootCache = { revision: -1, map: new Map<unknown, unknown>() };
  readonly #families: Family[] = [];
  readonly #named = new Map<string, Family>();
  readonly #room: number;
  /** The size beyond which it is time to evict. */
  #evictAbove: number;
  #walks = 0;

  constructor(room: number) {
    this.#room = room;
    this.#evictAbove = room;
  }

  #ask(entry: Entry): unknown {
    const frame = this.#stack.at(-1);
    if (frame && entry.askedIn !== frame.number) {
      entry.askedIn = frame.number;
      this.#asked.push(entry);
    }
    if (!frame && this.#invalidated.size > 0) this.#takeIn();
    if (entry.depth >= 0) {
      if (frame) frame.head = Math.min(frame.head, entry.depth);
      return this.#stack[entry.depth]?.current;
    }
    if (entry.provisional) {
      if (frame) frame.head = Math.min(frame.head, entry.provisional.head);
      return entry.provisional.value;
    }
    const value = this.#refresh(entry);
    return value === NOT_LOADED ? this.#load(entry) : value;
  }

  /** Brings the entry up to the revision. */
  #refresh(entry: Entry): unknown {
    if (entry.computed && entry.verifiedAt >= 0) {
      if (entry.verifiedAt === this.revision) return entry.value;
      if (!this.#lastChanges.hasChangedSince(entry.verifiedAt, entry.durability) || this.#dependenciesHold(entry)) {
        entry.verifiedAt = this.revision;
        return entry.value;
      }
    }
    return this.#compute(entry);
  }

  /** What is asked for now is what it was when answers were made from it. */
  #load(entry: Entry): unknown {
    const { changedAt } = entry;
    const value = this.#compute(entry);
    entry.changedAt = changedAt;
    return value;
  }

  /** Loads what may have changed, so that only what has truly changed is news. */
  #takeIn(): void {
    const inputs = [...this.#invalidated];
    this.#invalidated.clear();
    for (const input of inputs) {
      if (!this.#renews(input)) continue;
      for (const firewall of input.firewalls ?? []) this.#renews(firewall);
    }
  }

  /** Whether an answer, or its place, comes out different now. One that cannot be had counts as different: who asks for it is told. */
  #renews(entry: Entry): boolean {
    const { durability } = entry;
    try {
      this.#compute(entry);
    } catch {
      entry.verifiedAt = -1;
    }
    if (entry.verifiedAt >= 0 && entry.changedAt < this.revision && entry.durability === durability) return false;
    this.#lastChanges.changed(durability, this.revision);
    return true;
  }

  /**
   * Also learns anew the durability of the dependencies. A chain of answers too long to be looked through in one go counts as
   * changed: computing its head again is always right.
   */
  #dependenciesHold(entry: Entry): boolean {
    if (this.#looking >= MAX_CHAIN) return false;
    this.#looking++;
    try {
      return this.#lookThrough(entry);
    } finally {
      this.#looking--;
    }
  }

  #lookThrough(entry: Entry): boolean {
    let durability = 0;
    for (const dependency of entry.dependencies) {
      if (dependency.depth >= 0 || isProvisional(dependency)) return false;
      this.#refresh(dependency);
      if (isProvisional(dependency) || dependency.changedAt > entry.verifiedAt) return false;
      durability |= dependency.durability;
    }
    if (!entry.family.durability) entry.durability = durability;
    return true;
  }

  #compute(entry: Entry): unknown {
    const { family } = entry;
    if (this.#depth >= MAX_DEPTH && !family.isStep) return family.unsettled;
    const depth = this.#stack.length;
    const frame: Frame = {
      entry,
      number: ++this.#frames,
      asked: this.#asked.length,
      head: Number.POSITIVE_INFINITY,
      waiting: [],
      carried: undefined,
      localCache: undefined,
      current: entry.previous ? entry.previous.value : family.initial,
      moved: false,
    };
    this.#stack.push(frame);
    if (!family.isStep) this.#depth++;
    entry.depth = depth;
    try {
      let value = family.compute(entry.key, entry.second);
      if (frame.head === depth) value = fixpoint(entry, frame, value);
      return this.#finish(entry, frame, depth, value);
    } catch (error) {
      abandon(frame.waiting);
      throw error;
    } finally {
      for (const carried of frame.carried ?? []) carried.previous = undefined;
      entry.depth = -1;
      this.#asked.length = frame.asked;
      this.#stack.pop();
      if (!family.isStep) this.#depth--;
    }
  }

  #finish(entry: Entry, frame: Frame, depth: number, value: unknown): unknown {
    if (frame.head < depth) {
      const below = this.#stack[depth - 1];
      if (below) {
        below.head = Math.min(below.head, frame.head);
        below.waiting.push(entry, ...frame.waiting);
        // Their places on the stack are free again: what they wait for now is what this entry waits for.
        for (const waiting of frame.waiting) if (waiting.provisional) waiting.provisional.head = frame.head;
        below.moved ||= frame.moved || !entry.family.equal(value, frame.current);
      }
      entry.provisional = { value, head: frame.head, dependencies: this.#asked.slice(frame.asked) };
      return value;
    }
    const dependencies = this.#outside(entry, frame);
    this.#settle(entry, value, dependencies);
    for (const waiting of frame.waiting)
      if (waiting.provisional) this.#settle(waiting, waiting.provisional.value, dependencies);
    return entry.value;
  }

  /** What an entry, and the entries that wait for it, have asked for, each once; themselves apart. */
  #outside(entry: Entry, frame: Frame): readonly Entry[] {
    const walk = ++this.#walks;
    entry.visited = walk;
    for (const waiting of frame.waiting) waiting.visited = walk;
    const isNew = (dependency: Entry): boolean => {
      if (dependency.visited === walk) return false;
      dependency.visited = walk;
      return true;
    };
    const outside = this.#asked.slice(frame.asked);
    let size = 0;
    for (const dependency of outside) if (isNew(dependency)) outside[size++] = dependency;
    outside.length = size;
    for (const { provisional } of frame.waiting)
      for (const dependency of provisional?.dependencies ?? []) if (isNew(dependency)) outside.push(dependency);
    return outside;
  }

  #settle(entry: Entry, value: unknown, dependencies: readonly Entry[]): void {
    if (!entry.computed || entry.value === NOT_LOADED || !entry.family.equal(entry.value, value)) {
      entry.value = value;
      entry.changedAt = this.revision;
    }
    entry.computed = true;
    entry.dependencies = dependencies;
    entry.durability = entry.family.durability?.(entry.key) ?? durabilityOf(dependencies);
    if (entry.family.durability) for (const input of dependencies) (input.firewalls ??= new Set()).add(entry);
    entry.verifiedAt = this.revision;
    entry.provisional = undefined;
    entry.previous = undefined;
  }

  advance(): void {
    this.revision++;
    if (this.size > this.#evictAbove && this.#stack.length === 0) this.#evict();
  }

  get size(): number {
    return this.#families.reduce((sum, { size }) => sum + size, 0);
  }

  #evict(): void {
    evictUnused(this.#families, ++this.#walks);
    this.#evictAbove = this.#room + 2 * this.size;
  }

  sourcesOf(name: string, key: string): readonly Source[] | undefined {
    const family = this.#named.get(name);
    const entry = family && onlyRow(family).get(key);
    if (!entry?.computed || !this.#holds(entry)) return undefined;
    return sourcesBelow(entry, ++this.#walks);
  }

  #holds(entry: Entry): boolean {
    if (this.#invalidated.size > 0) this.#takeIn();
    if (entry.verifiedAt === this.revision) return true;
    const holds =
      entry.verifiedAt >= 0 &&
      (!this.#lastChanges.hasChangedSince(entry.verifiedAt, entry.durability) || this.#dependenciesHold(entry));
    if (holds) entry.verifiedAt = this.revision;
    return holds;
  }

  restore(name: string, key: string, value: unknown, sources: readonly Source[]): void {
    const family = this.#known(name);
    const row = onlyRow(family);
    const entry = row.get(key) ?? makeEntry(family, row, key);
    this.#settle(
      entry,
      value,
      sources.map((source) => this.#sourceOf(source)),
    );
  }

  #sourceOf({ name, key }: Source): Entry {
    const family = this.#known(name);
    const row = onlyRow(family);
    const known = row.get(key);
    if (known?.computed) {
      // Whatever it was at some time before, what counts is that it changes from now on.
      this.#refresh(known);
      return known;
    }
    const entry = known ?? makeEntry(family, row, key);
    const input = family.about === undefined ? [] : [this.#sourceOf({ name: family.about, key })];
    this.#settle(entry, NOT_LOADED, input);
    return entry;
  }

  valueOf(source: Source): unknown {
    return this.#ask(this.#sourceOf(source));
  }

  #known(name: string): Family {
    const family = this.#named.get(name);
    if (!family) throw new Error(`there is no question \`${name}\``);
    return family;
  }

  readonly input = <V>(load: (key: string) => V, options: InputOptions<V> = {}): Input<V> => {
    const { durability = () => durabilityAt(SELDOM, 0), name, equal } = options;
    const family = this.#family(
      load as Family['compute'],
      { initial: undefined, equal: equal as Family['equal'], durability, name },
      true,
    );
    const row = onlyRow(family);
    return {
      get: (key) => this.#ask(row.get(key) ?? makeEntry(family, row, key)) as V,
      invalidate: (key) => {
        const entry = row.get(key);
        if (!entry) return;
        entry.verifiedAt = -1;
        if ((entry.durability & (1 << SELDOM)) === 0) this.#invalidated.add(entry);
        else
          for (const { durability } of [entry, ...(entry.firewalls ?? [])])
            this.#lastChanges.changed(durability, this.revision);
      },
      known: () => row.keys() as Iterable<string>,
    };
  };

  readonly query = <V>(compute: (key: string) => V, options: QueryOptions<V>): ((key: string) => V) => {
    const family = this.#family(compute as Family['compute'], options as QueryOptions<unknown>);
    const row = onlyRow(family);
    return (key) => this.#ask(row.get(key) ?? makeEntry(family, row, key)) as V;
  };

  readonly pairQuery = <V, A extends Key, B extends Key>(
    compute: (first: A, second: B) => V,
    options: Omit<QueryOptions<V>, 'name' | 'about' | 'durability' | 'isRoot'>,
  ): ((first: A, second: B) => V) => {
    const family = this.#family(compute as Family['compute'], options as QueryOptions<unknown>);
    const { rows } = family;
    return (first, second) => {
      let row = rows.get(first);
      if (!row) rows.set(first, (row = new Map<Key, Entry>()));
      return this.#ask(row.get(second) ?? makeEntry(family, row, first, second)) as V;
    };
  };

  #family(
    compute: Family['compute'],
    options: { [K in keyof QueryOptions<unknown>]: QueryOptions<unknown>[K] | undefined },
    isInput = false,
  ): Family {
    const { name, initial, equal = same, unsettled = initial, durability, about, isStep = false, isRoot } = options;
    const family: Family = {
      name,
      isInput,
      compute,
      durability: durability as Family['durability'],
      about,
      equal,
      initial,
      unsettled,
      isStep,
      isRoot: isRoot as Family['isRoot'],
      rows: new Map(),
      size: 0,
    };
    this.#families.push(family);
    if (name !== undefined) this.#named.set(name, family);
    return family;
  }

  get isAsked(): boolean {
    return this.#stack.length > 0;
  }

  localCache(): Map<unknown, unknown> {
    const frame = this.#stack.at(-1);
    if (frame) return (frame.localCache ??= new Map());
    if (this.#rootCache.revision !== this.revision) this.#rootCache = { revision: this.revision, map: new Map() };
    return this.#rootCache.map;
  }
}
