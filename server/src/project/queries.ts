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
}

/**
 * What an answer was made from, as a set of up to 31 areas, one bit each. An answer holds as long as nothing in its areas
 * has changed, which takes no look at its dependencies. Area 0 is for everything that hardly ever changes; 0 is the empty set.
 */
export type Areas = number;

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
}

interface Entry {
  readonly compute: () => unknown;
  /** For inputs: see `InputOptions`. */
  readonly ownAreas: (() => Areas) | undefined;
  readonly equal: (a: unknown, b: unknown) => boolean;
  readonly initial: unknown;
  readonly unsettled: unknown;
  value: unknown;
  computed: boolean;
  dependencies: readonly Entry[];
  areas: Areas;
  /** Revision in which the value last became different. */
  changedAt: number;
  /** Revision for which the value is known to hold; -1 forces a new computation. */
  verifiedAt: number;
  /** Place on the stack while being computed; -1 otherwise. */
  depth: number;
  provisional: Provisional | undefined;
  /** The value of the last round, while a query below iterates; what a question within the cycle gets. */
  previous: { readonly value: unknown } | undefined;
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
  readonly carried: Set<Entry>;
  scratch: Map<unknown, unknown>;
  /** What questions within the cycle get. */
  current: unknown;
  /** Whether an entry of the cycle got another value than in the round before. */
  moved: boolean;
}

const MAX_ROUNDS = 6;
const MAX_DEPTH = 250;
const MAX_CHAIN = 500;
const same = (a: unknown, b: unknown): boolean => a === b;

export const createQueries = (): Queries => new QueryEngine();

class QueryEngine implements Queries {
  revision = 0;
  readonly #stack: Frame[] = [];
  /** How many answers are being looked through, one within the other. */
  #looking = 0;
  readonly #areaChangedAt: number[] = [];
  #rootScratch = { revision: -1, map: new Map<unknown, unknown>() };

  #ask(entry: Entry): unknown {
    const frame = this.#stack.at(-1);
    frame?.dependencies.add(entry);
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
    for (let rest = areas; rest !== 0; rest &= rest - 1)
      if ((this.#areaChangedAt[31 - Math.clz32(rest & -rest)] ?? 0) > revision) return true;
    return false;
  }

  /**
   * Also learns anew in which areas the dependencies are. A chain of answers too long to be looked through in one go counts as
   * changed: computing its head again is always right.
   */
  #dependenciesHold(entry: Entry): boolean {
    if (entry.ownAreas) return true;
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
    entry.areas = areas;
    return true;
  }

  #compute(entry: Entry): unknown {
    if (this.#stack.length >= MAX_DEPTH) return entry.unsettled;
    const depth = this.#stack.length;
    const frame: Frame = {
      entry,
      dependencies: new Set(),
      head: Number.POSITIVE_INFINITY,
      waiting: [],
      carried: new Set(),
      scratch: new Map(),
      current: entry.previous ? entry.previous.value : entry.initial,
      moved: false,
    };
    this.#stack.push(frame);
    entry.depth = depth;
    try {
      let value = entry.compute();
      if (frame.head === depth) value = this.#iterate(entry, frame, value);
      return this.#finish(entry, frame, depth, value);
    } catch (error) {
      forget(frame.waiting);
      throw error;
    } finally {
      for (const carried of frame.carried) carried.previous = undefined;
      entry.depth = -1;
      this.#stack.pop();
    }
  }

  /** Computes a cycle again, each of its entries once a round, until all stand still. */
  #iterate(entry: Entry, frame: Frame, first: unknown): unknown {
    let value = first;
    for (let round = 1; frame.moved || !entry.equal(value, frame.current); round++) {
      const settling = round < MAX_ROUNDS;
      frame.current = settling ? value : entry.unsettled;
      frame.moved = false;
      frame.scratch = new Map();
      carry(frame);
      value = entry.compute();
      if (!settling) return entry.unsettled;
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
        below.moved ||= frame.moved || !entry.equal(value, frame.current);
      }
      entry.provisional = { value, head: frame.head, dependencies: frame.dependencies };
      return value;
    }
    const outside = new Set(frame.dependencies);
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
    if (!entry.computed || !entry.equal(entry.value, value)) {
      entry.value = value;
      entry.changedAt = this.revision;
    }
    entry.computed = true;
    entry.dependencies = dependencies;
    entry.areas = entry.ownAreas ? entry.ownAreas() : areasOf(dependencies);
    entry.verifiedAt = this.revision;
    entry.provisional = undefined;
    entry.previous = undefined;
  }

  advance(): void {
    this.revision++;
  }

  readonly input = <V>(load: (key: string) => V, options: InputOptions<V> = {}): Input<V> => {
    const { equal = same, areas = () => 1 } = options;
    const entries = new Map<string, Entry>();
    return {
      get: (key) => {
        let entry = entries.get(key);
        if (!entry)
          entries.set(
            key,
            (entry = makeEntry(
              () => load(key),
              { initial: undefined as V, equal },
              () => areas(key),
            )),
          );
        return this.#ask(entry) as V;
      },
      invalidate: (key) => {
        const entry = entries.get(key);
        if (!entry) return;
        entry.verifiedAt = -1;
        for (let rest = entry.areas; rest !== 0; rest &= rest - 1)
          this.#areaChangedAt[31 - Math.clz32(rest & -rest)] = this.revision;
      },
      known: () => entries.keys(),
    };
  };

  readonly query = <V>(compute: (key: string) => V, options: QueryOptions<V>): ((key: string) => V) => {
    const entries = new Map<string, Entry>();
    return (key) => {
      let entry = entries.get(key);
      if (!entry) entries.set(key, (entry = makeEntry(() => compute(key), options)));
      return this.#ask(entry) as V;
    };
  };

  scratch(): Map<unknown, unknown> {
    const frame = this.#stack.at(-1);
    if (frame) return frame.scratch;
    if (this.#rootScratch.revision !== this.revision) this.#rootScratch = { revision: this.revision, map: new Map() };
    return this.#rootScratch.map;
  }
}

function makeEntry<V>(compute: () => V, options: QueryOptions<V>, ownAreas?: () => Areas): Entry {
  return {
    compute,
    ownAreas,
    equal: (options.equal ?? same) as Entry['equal'],
    initial: options.initial,
    unsettled: options.unsettled ?? options.initial,
    value: undefined,
    computed: false,
    dependencies: [],
    areas: 0,
    changedAt: 0,
    verifiedAt: -1,
    depth: -1,
    provisional: undefined,
    previous: undefined,
  };
}

/** What this round has found is where the next one starts from. */
function carry({ waiting, carried }: Frame): void {
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

const areasOf = (entries: readonly Entry[]): Areas => entries.reduce((areas, entry) => areas | entry.areas, 0);

const isProvisional = (entry: Entry): boolean => entry.provisional !== undefined;
