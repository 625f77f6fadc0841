/**
 * Answers that remember what they were made from. A query is a pure function of its key, of inputs and of other queries.
 * Its answer is kept until something that it asked for has changed; when the new answer equals the old one, whoever
 * depends on it does not notice. So typing inside a function's body recomputes what is told about that body, and nothing else.
 *
 * Cycles (mutual recursion, imports in a ring) are solved by iteration: the first query of a cycle that was asked starts from
 * its `initial` answer and is computed again until the answer stands still.
 */
export interface Queries {
  readonly revision: number;
  /** Something has changed: answers are looked through when they are asked for again. */
  advance(): void;
  readonly input: <V>(load: (key: string) => V, options?: InputOptions<V>) => Input<V>;
  readonly query: <V>(compute: (key: string) => V, options: QueryOptions<V>) => (key: string) => V;
  /** A memory that lives as long as the query that is being computed: for answers too small to be queries. */
  scratch(): Map<unknown, unknown>;
  /** How many answers and inputs are remembered. */
  readonly size: number;
}

/**
 * What an answer was made from: a set of files and a set of parts of files, one bit each. An answer holds as long as no such
 * part of such a file has changed, which takes no look at its dependencies. 0 is the empty set.
 */
export type Areas = number;

export const FILES = 15;
export const PARTS = 16;
/** The file for everything that hardly ever changes: what changes there is not loaded before it is asked for. */
export const SELDOM = 0;

/** One part (below `PARTS`) of one file (below `FILES`). */
export const area = (file: number, part: number): Areas => (1 << file) | (1 << (FILES + part));

export interface Input<V> {
  get(key: string): V;
  /** Forgets what is known of a key; it is loaded again when asked for, and counts as changed if it differs. */
  invalidate(key: string): void;
  known(): Iterable<string>;
}

export interface InputOptions<V> {
  readonly equal?: (a: V, b: V) => boolean;
  /** The areas of a key, asked for when it is loaded; none for what never changes. */
  readonly areas?: (key: string) => Areas;
}

export interface QueryOptions<V> {
  /** What a cycle starts from. */
  readonly initial: V;
  readonly equal?: (a: V, b: V) => boolean;
  /** Called when a cycle does not settle; the answer must not depend on the argument. */
  readonly unsettled?: V;
  /**
   * For a question about a single input, the area of its answer. The answer is looked at again as soon as the input has
   * changed; while it stays the same, whoever depends on it is spared a look.
   */
  readonly areas?: (key: string) => Areas;
  /** Whether the answer is wanted for itself. When much is remembered, what no such answer was made from is forgotten. */
  readonly isRoot?: (key: string) => boolean;
}

/** All answers to one question. */
interface Family {
  readonly compute: (key: string) => unknown;
  /** See `InputOptions` and `QueryOptions`. */
  readonly areas: ((key: string) => Areas) | undefined;
  readonly equal: (a: unknown, b: unknown) => boolean;
  readonly initial: unknown;
  readonly unsettled: unknown;
  readonly isRoot: ((key: string) => boolean) | undefined;
  readonly entries: Map<string, Entry>;
}

interface Entry {
  readonly family: Family;
  readonly key: string;
  value: unknown;
  computed: boolean;
  dependencies: readonly Entry[];
  areas: Areas;
  /** Of an input: the answers with areas of their own that were made from it. */
  shields: Set<Entry> | undefined;
  /** Revision in which the value last became different. */
  changedAt: number;
  /** Revision for which the value is known to hold; -1 forces a new computation. */
  verifiedAt: number;
  /** Place on the stack while being computed; -1 otherwise. */
  depth: number;
  provisional: Provisional | undefined;
  /** The value of the last round, while a query below iterates; what a question within the cycle gets. */
  previous: { readonly value: unknown } | undefined;
  /** The round of forgetting that last found it in use. */
  inUse: number;
}

/** A value computed while a query below it on the stack was not finished: holds only for that iteration of it. */
interface Provisional {
  value: unknown;
  head: number;
  readonly dependencies: ReadonlySet<Entry>;
}

interface Frame {
  readonly entry: Entry;
  readonly dependencies: Set<Entry>;
  /** Lowest place on the stack that this computation has seen unfinished. */
  head: number;
  /** Entries with provisional values that wait for this frame. */
  readonly waiting: Entry[];
  /** Entries that have a `previous` value because of this frame. */
  carried: Set<Entry> | undefined;
  scratch: Map<unknown, unknown> | undefined;
  /** What questions within the cycle get. */
  current: unknown;
  /** Whether an entry of the cycle got another value than in the round before. */
  moved: boolean;
}

const MAX_ROUNDS = 6;
const MAX_DEPTH = 250;
const MAX_CHAIN = 500;
/** So much is remembered before anything is forgotten. */
const ROOM = 5_000;
const same = (a: unknown, b: unknown): boolean => a === b;

export const createQueries = (room = ROOM): Queries => new QueryEngine(room);

class QueryEngine implements Queries {
  revision = 0;
  readonly #stack: Frame[] = [];
  /** How many answers are being looked through, one within the other. */
  #looking = 0;
  /** By file and part. */
  readonly #changedAt = Array.from({ length: FILES }, () => new Array<number>(PARTS).fill(0));
  /** Inputs that may have changed since something was asked. */
  readonly #invalidated = new Set<Entry>();
  #rootScratch = { revision: -1, map: new Map<unknown, unknown>() };
  readonly #families: Family[] = [];
  readonly #room: number;
  /** The size beyond which it is time to forget. */
  #forgetAbove: number;
  #forgetting = 0;

  constructor(room: number) {
    this.#room = room;
    this.#forgetAbove = room;
  }

  #ask(entry: Entry): unknown {
    const frame = this.#stack.at(-1);
    frame?.dependencies.add(entry);
    if (!frame && this.#invalidated.size > 0) this.#takeIn();
    if (entry.depth >= 0) {
      if (frame) frame.head = Math.min(frame.head, entry.depth);
      return this.#stack[entry.depth]?.current;
    }
    if (entry.provisional) {
      if (frame) frame.head = Math.min(frame.head, entry.provisional.head);
      return entry.provisional.value;
    }
    return this.#refresh(entry);
  }

  /** Brings the entry up to the revision. */
  #refresh(entry: Entry): unknown {
    if (entry.computed && entry.verifiedAt >= 0) {
      if (entry.verifiedAt === this.revision) return entry.value;
      if (!this.#hasChangedSince(entry.verifiedAt, entry.areas) || this.#dependenciesHold(entry)) {
        entry.verifiedAt = this.revision;
        return entry.value;
      }
    }
    return this.#compute(entry);
  }

  #hasChangedSince(revision: number, areas: Areas): boolean {
    for (let files = areas & ALL_FILES; files !== 0; files &= files - 1) {
      const ofFile = this.#changedAt[lowest(files)]!;
      for (let parts = areas >> FILES; parts !== 0; parts &= parts - 1)
        if (ofFile[lowest(parts)]! > revision) return true;
    }
    return false;
  }

  #hasChanged(areas: Areas): void {
    for (let files = areas & ALL_FILES; files !== 0; files &= files - 1)
      for (let parts = areas >> FILES; parts !== 0; parts &= parts - 1)
        this.#changedAt[lowest(files)]![lowest(parts)] = this.revision;
  }

  /** Loads what may have changed, so that only what has truly changed is news. */
  #takeIn(): void {
    const inputs = [...this.#invalidated];
    this.#invalidated.clear();
    for (const input of inputs) {
      if (!this.#renews(input)) continue;
      for (const shield of input.shields ?? []) this.#renews(shield);
    }
  }

  /** Whether an answer, or its place, comes out different now. One that cannot be had counts as different: who asks for it is told. */
  #renews(entry: Entry): boolean {
    const { areas } = entry;
    try {
      this.#compute(entry);
    } catch {
      entry.verifiedAt = -1;
    }
    if (entry.verifiedAt >= 0 && entry.changedAt < this.revision && entry.areas === areas) return false;
    this.#hasChanged(areas);
    return true;
  }

  /**
   * Also learns anew in which areas the dependencies are. A chain of answers too long to be looked through in one go counts as
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
    let areas = 0;
    for (const dependency of entry.dependencies) {
      if (dependency.depth >= 0 || isProvisional(dependency)) return false;
      this.#refresh(dependency);
      if (isProvisional(dependency) || dependency.changedAt > entry.verifiedAt) return false;
      areas |= dependency.areas;
    }
    if (!entry.family.areas) entry.areas = areas;
    return true;
  }

  #compute(entry: Entry): unknown {
    const { family } = entry;
    if (this.#stack.length >= MAX_DEPTH) return family.unsettled;
    const depth = this.#stack.length;
    const frame: Frame = {
      entry,
      dependencies: new Set(),
      head: Number.POSITIVE_INFINITY,
      waiting: [],
      carried: undefined,
      scratch: undefined,
      current: entry.previous ? entry.previous.value : family.initial,
      moved: false,
    };
    this.#stack.push(frame);
    entry.depth = depth;
    try {
      let value = family.compute(entry.key);
      if (frame.head === depth) value = this.#iterate(entry, frame, value);
      return this.#finish(entry, frame, depth, value);
    } catch (error) {
      forget(frame.waiting);
      throw error;
    } finally {
      for (const carried of frame.carried ?? []) carried.previous = undefined;
      entry.depth = -1;
      this.#stack.pop();
    }
  }

  /** Computes a cycle again, each of its entries once a round, until all stand still. */
  #iterate(entry: Entry, frame: Frame, first: unknown): unknown {
    const { compute, equal, unsettled } = entry.family;
    let value = first;
    for (let round = 1; frame.moved || !equal(value, frame.current); round++) {
      const settling = round < MAX_ROUNDS;
      frame.current = settling ? value : unsettled;
      frame.moved = false;
      frame.scratch = undefined;
      carry(frame);
      value = compute(entry.key);
      if (!settling) return unsettled;
    }
    return value;
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
      entry.provisional = { value, head: frame.head, dependencies: frame.dependencies };
      return value;
    }
    const outside = frame.dependencies;
    for (const waiting of frame.waiting)
      for (const dependency of waiting.provisional?.dependencies ?? []) outside.add(dependency);
    outside.delete(entry);
    for (const waiting of frame.waiting) outside.delete(waiting);
    const dependencies = [...outside];
    this.#settle(entry, value, dependencies);
    for (const waiting of frame.waiting)
      if (waiting.provisional) this.#settle(waiting, waiting.provisional.value, dependencies);
    return entry.value;
  }

  #settle(entry: Entry, value: unknown, dependencies: readonly Entry[]): void {
    if (!entry.computed || !entry.family.equal(entry.value, value)) {
      entry.value = value;
      entry.changedAt = this.revision;
    }
    entry.computed = true;
    entry.dependencies = dependencies;
    entry.areas = entry.family.areas?.(entry.key) ?? areasOf(dependencies);
    if (entry.family.areas) for (const input of dependencies) (input.shields ??= new Set()).add(entry);
    entry.verifiedAt = this.revision;
    entry.provisional = undefined;
    entry.previous = undefined;
  }

  advance(): void {
    this.revision++;
    if (this.size > this.#forgetAbove && this.#stack.length === 0) this.#forget();
  }

  get size(): number {
    return this.#families.reduce((sum, { entries }) => sum + entries.size, 0);
  }

  /**
   * Drops the entries that no root was made from, such as those about names that were typed half. An entry dropped in error
   * would only be made again: whoever keeps one keeps all that it depends on.
   */
  #forget(): void {
    const round = ++this.#forgetting;
    for (const { entries, isRoot } of this.#families)
      if (isRoot) for (const [key, entry] of entries) if (isRoot(key)) markInUse(entry, round);
    for (const { entries } of this.#families)
      for (const [key, entry] of entries) {
        if (entry.inUse !== round) entries.delete(key);
        for (const shield of entry.shields ?? []) if (shield.inUse !== round) entry.shields?.delete(shield);
      }
    this.#forgetAbove = this.#room + 2 * this.size;
  }

  readonly input = <V>(load: (key: string) => V, options: InputOptions<V> = {}): Input<V> => {
    const { areas = () => area(SELDOM, 0) } = options;
    const family = this.#family(load, { initial: undefined, equal: options.equal as Family['equal'], areas });
    const { entries } = family;
    return {
      get: (key) => this.#ask(entries.get(key) ?? makeEntry(family, key)) as V,
      invalidate: (key) => {
        const entry = entries.get(key);
        if (!entry) return;
        entry.verifiedAt = -1;
        if ((entry.areas & (1 << SELDOM)) === 0) this.#invalidated.add(entry);
        else for (const { areas } of [entry, ...(entry.shields ?? [])]) this.#hasChanged(areas);
      },
      known: () => entries.keys(),
    };
  };

  readonly query = <V>(compute: (key: string) => V, options: QueryOptions<V>): ((key: string) => V) => {
    const family = this.#family(compute, options as QueryOptions<unknown>);
    const { entries } = family;
    return (key) => this.#ask(entries.get(key) ?? makeEntry(family, key)) as V;
  };

  #family(
    compute: (key: string) => unknown,
    options: { [K in keyof QueryOptions<unknown>]: QueryOptions<unknown>[K] | undefined },
  ): Family {
    const { initial, equal = same, unsettled = initial, areas, isRoot } = options;
    const family = { compute, areas, equal, initial, unsettled, isRoot, entries: new Map<string, Entry>() };
    this.#families.push(family);
    return family;
  }

  scratch(): Map<unknown, unknown> {
    const frame = this.#stack.at(-1);
    if (frame) return (frame.scratch ??= new Map());
    if (this.#rootScratch.revision !== this.revision) this.#rootScratch = { revision: this.revision, map: new Map() };
    return this.#rootScratch.map;
  }
}

function makeEntry(family: Family, key: string): Entry {
  const entry: Entry = {
    family,
    key,
    value: undefined,
    computed: false,
    dependencies: [],
    areas: 0,
    shields: undefined,
    changedAt: 0,
    verifiedAt: -1,
    depth: -1,
    provisional: undefined,
    previous: undefined,
    inUse: 0,
  };
  family.entries.set(key, entry);
  return entry;
}

function markInUse(root: Entry, round: number): void {
  const waiting = [root];
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    if (entry.inUse === round) continue;
    entry.inUse = round;
    for (const dependency of entry.dependencies) if (dependency.inUse !== round) waiting.push(dependency);
  }
}

/** What this round has found is where the next one starts from. */
function carry(frame: Frame): void {
  const { waiting } = frame;
  const carried = (frame.carried ??= new Set());
  for (const entry of waiting) {
    if (entry.provisional) entry.previous = { value: entry.provisional.value };
    entry.provisional = undefined;
    carried.add(entry);
  }
  waiting.length = 0;
}

function forget(entries: Entry[]): void {
  for (const entry of entries) entry.provisional = undefined;
  entries.length = 0;
}

const ALL_FILES = (1 << FILES) - 1;

/** The place of the lowest bit that is set. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);

const areasOf = (entries: readonly Entry[]): Areas => entries.reduce((areas, entry) => areas | entry.areas, 0);

const isProvisional = (entry: Entry): boolean => entry.provisional !== undefined;
