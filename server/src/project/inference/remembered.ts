import type { Chunk } from '../names/project.ts';
import { never, unknown, type Type } from '../types/types.ts';

/** Answers within one query, and what is being computed. A key is an expression or a binding. */
interface Memory {
  readonly known: Map<object, Type>;
  /** Place on the stack of what is being computed. */
  readonly open: Map<object, number>;
  /** Answers that were made while a key further down the stack was not finished, with that key's place. */
  readonly provisional: Map<object, number>;
  /** How often the answer to a key was forgotten. */
  readonly forgotten: Map<object, number>;
  /** Lowest place on the stack that the current computation has met unfinished. */
  lowest: number;
}

const MEMORY = Symbol('memory');

/**
 * A type computed once for each query. In a cycle (a loop that assigns what it reads) the question that was asked first is `never`
 * to the others; what they have made of that is forgotten when it is answered.
 *
 * This is no query of the engine (`memory/queries.ts`): keys are nodes, which live as long as their query, and nobody asks from
 * outside. Over the package aiohttp there are 259,000 of these answers to 129,000 of the engine, each of which has a key of text,
 * a list of inputs and a durability; as queries they would take three times the memory, and be thrown away at each keystroke.
 */
export function remembered(chunk: Chunk, key: object, compute: () => Type): Type {
  const memory = memoryOf(chunk);
  const known = memory.known.get(key);
  if (known) {
    memory.lowest = Math.min(memory.lowest, memory.provisional.get(key) ?? Number.POSITIVE_INFINITY);
    return known;
  }
  const place = memory.open.get(key);
  if (place !== undefined) {
    memory.lowest = Math.min(memory.lowest, place);
    return never;
  }
  if ((memory.forgotten.get(key) ?? 0) >= MAX_ROUNDS) {
    memory.known.set(key, unknown);
    return unknown;
  }
  return computed(memory, key, compute);
}

/** Cycles within cycles are gone through anew for each cycle around them: so often, then what they give is unknown. */
const MAX_ROUNDS = 16;

function computed(memory: Memory, key: object, compute: () => Type): Type {
  const depth = memory.open.size;
  const before = memory.lowest;
  memory.open.set(key, depth);
  memory.lowest = Number.POSITIVE_INFINITY;
  try {
    const type = compute();
    if (memory.lowest < depth) memory.provisional.set(key, memory.lowest);
    else forget(memory, depth);
    memory.known.set(key, type);
    return type;
  } finally {
    memory.open.delete(key);
    memory.lowest = Math.min(before, memory.lowest < depth ? memory.lowest : Number.POSITIVE_INFINITY);
  }
}

/** What waited for the key at this place on the stack. */
function forget({ known, provisional, forgotten }: Memory, depth: number): void {
  for (const [key, place] of provisional) {
    if (place < depth) continue;
    known.delete(key);
    provisional.delete(key);
    forgotten.set(key, (forgotten.get(key) ?? 0) + 1);
  }
}

function memoryOf({ project }: Chunk): Memory {
  const cache = project.queries.localCache();
  const found = cache.get(MEMORY) as Memory | undefined;
  if (found) return found;
  const memory: Memory = {
    known: new Map(),
    open: new Map(),
    provisional: new Map(),
    forgotten: new Map(),
    lowest: Number.POSITIVE_INFINITY,
  };
  cache.set(MEMORY, memory);
  return memory;
}
