import type { Durability } from './durability.ts';
import type { Key } from './entries.ts';

/**
 * Answers that remember what they were made from. A query is a pure function of its key, of inputs and of other queries.
 * Its answer is kept until something that it asked for has changed; when the new answer equals the old one, whoever
 * depends on it does not notice. So typing inside a function's body recomputes what is told about that body, and nothing else.
 *
 * Cycles (mutual recursion, imports in a circle) are solved by iteration: the first query of a cycle that was asked starts from
 * its `initial` answer and is computed again until the answer stands still.
 */
export interface Queries {
  readonly revision: number;
  /** Something has changed: answers are looked through when they are asked for again. */
  advance(): void;
  readonly input: <V>(load: (key: string) => V, options?: InputOptions<V>) => Input<V>;
  readonly query: <V>(compute: (key: string) => V, options: QueryOptions<V>) => (key: string) => V;
  /** A query with a key of two parts. */
  readonly pairQuery: <V, A extends Key = string, B extends Key = string>(
    compute: (first: A, second: B) => V,
    options: Omit<QueryOptions<V>, 'name' | 'about' | 'durability' | 'isRoot'>,
  ) => (first: A, second: B) => V;
  /** Whether an answer is being computed. */
  readonly isAsked: boolean;
  /** A memory that lives as long as the query that is being computed: for answers too small to be queries. */
  localCache(): Map<unknown, unknown>;
  /**
   * What an answer rests on in the end: its inputs and answers with a durability of their own, by their names. Undefined when the
   * answer does not hold now, or rests on something without a name.
   */
  sourcesOf(name: string, key: string): readonly Source[] | undefined;
  /** An answer that was found elsewhere, where all its sources were what they are now. */
  restore(name: string, key: string, value: unknown, sources: readonly Source[]): void;
  /** What it is now. What restored answers rest on must be asked before it changes: else it counts as changed whatever becomes of it. */
  valueOf(source: Source): unknown;
  /** How many answers and inputs are remembered. */
  readonly size: number;
}

/** An input, or an answer with a durability of its own. */
export interface Source {
  readonly name: string;
  readonly key: string;
}

export interface Input<V> {
  get(key: string): V;
  /** Forgets what is known of a key; it is loaded again when asked for, and counts as changed if it differs. */
  invalidate(key: string): void;
  known(): Iterable<string>;
}

export interface InputOptions<V> {
  /** By which answers that are kept for another time say that they rest on it. */
  readonly name?: string;
  readonly equal?: (a: V, b: V) => boolean;
  /** The durability of a key, asked for when it is loaded; none for what never changes. */
  readonly durability?: (key: string) => Durability;
}

export interface QueryOptions<V> {
  /** As of inputs; for questions with a durability, and for those whose answers are kept. */
  readonly name?: string;
  /** What a cycle starts from. */
  readonly initial: V;
  readonly equal?: (a: V, b: V) => boolean;
  /** Called when a cycle does not settle; the answer must not depend on the argument. */
  readonly unsettled?: V;
  /**
   * For a question about a single input, the durability of its answer. The answer is looked at again as soon as the input has
   * changed; while it stays the same, whoever depends on it is spared a look.
   */
  readonly durability?: (key: string) => Durability;
  /** With `durability`: the name of that input, which has the same key. */
  readonly about?: string;
  /** Whether such questions are steps of others, many within one: then they do not count where answers rest on others too deeply. */
  readonly isStep?: boolean;
  /** Whether the answer is wanted for itself. When much is remembered, what no such answer was made from is evicted. */
  readonly isRoot?: (key: string) => boolean;
}
