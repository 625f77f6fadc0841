import type { FunctionDef } from '../facts/nodes.ts';
import { chunksUsing } from '../project/effects/callers-by-sink.ts';
import { sinkOf, type Effect, type EffectStep } from '../project/effects/effect.ts';
import { sitesIn } from '../project/effects/effect-sites.ts';
import { effectsOf } from '../project/effects/effects.ts';
import { referenceTo } from '../project/names/definitions.ts';
import type { Location } from '../project/names/location.ts';
import { chunkOf, type Chunk, type Project } from '../project/names/project.ts';
import type { Range } from '../text/range.ts';
import { placeIn } from '../syntax/chunks.ts';
import type { SourceFiles } from './source-files.ts';

/** A place in a file. */
export interface Place extends Range {
  readonly uri: string;
}

/** A function in which something blocks the event loop or starts one, or that calls such a function. */
export interface LoopFunction {
  readonly name: string;
  readonly isAsync: boolean;
  /** Its name. */
  readonly at: Place;
  readonly whole: Place;
  /** The shortest way to each thing that blocks or starts a loop, the shortest first. */
  readonly ways: readonly LoopWay[];
}

export interface LoopWay {
  readonly type: Effect['type'];
  /** The calls from the function to what blocks. */
  readonly path: readonly LoopStep[];
}

export interface LoopStep extends Pick<EffectStep, 'name' | 'form'> {
  readonly at: Place;
}

/** A function with a way through another one. */
export interface LoopCaller {
  readonly caller: LoopFunction;
  /** The first call on that way. */
  readonly call: Place;
  /** How many calls lead from the caller into the function. */
  readonly distance: number;
}

/** What is asked about such functions when somebody wants to see them. Nobody is told when an answer changes. */
export interface LoopFunctions {
  /** Those of a file, in their order. */
  in(uri: string): readonly LoopFunction[];
  /** The innermost one around an offset of a file. */
  around(uri: string, offset: number): LoopFunction | undefined;
  /**
   * Those from which a way leads through a function that was told since the last change, the nearest first. Ways through aliases
   * are not seen.
   */
  callersOf(callee: LoopFunction): readonly LoopCaller[];
}

export function loopFunctions(project: Project, sources: SourceFiles): LoopFunctions {
  /** As long as nothing has changed. */
  let known = nothingKnown(-1);

  function inFile(uri: string): readonly LoopFunction[] {
    const { revision } = project.queries;
    if (known.revision !== revision) known = nothingKnown(revision);
    const found = known.files.get(uri) ?? sources.chunks(uri).flatMap(({ id }) => inChunk(uri, id));
    known.files.set(uri, found);
    return found;
  }

  function inChunk(uri: string, id: number): readonly LoopFunction[] {
    const chunk = chunkOf(project, uri, id);
    if (!chunk || chunk.file.isLibrary || chunk.file.isStub) return [];
    return chunk.facts.nodes.flatMap((node) => {
      if (node.kind !== 'FunctionDef' || node.start < chunk.facts.own) return [];
      const found = functionOf(chunk, node);
      return found ? [found] : [];
    });
  }

  function functionOf(chunk: Chunk, node: FunctionDef): LoopFunction | undefined {
    const shortest = shortestWays(chunk, node);
    if (shortest.size === 0) return undefined;
    const own = (range: Range): Place => placeOf({ uri: chunk.file.uri, chunk: chunk.id, ...range });
    const found = {
      name: node.name,
      isAsync: node.isAsync,
      at: own({ start: node.nameStart, end: node.nameStart + node.name.length }),
      whole: own({ start: node.start, end: node.end }),
      ways: [...shortest.values()]
        .map(({ type, path }) => ({
          type,
          path: path.map(({ name, form, at }) => ({ name, form, at: placeOf(at) })),
        }))
        .sort((a, b) => a.path.length - b.path.length),
    };
    known.sinks.set(found, [...shortest.keys()]);
    return found;
  }

  function findCallers(callee: LoopFunction): readonly LoopCaller[] {
    const uses = (known.sinks.get(callee) ?? []).flatMap((sink) => project.ask.waysToSink(sink).uses);
    const places = uses.flatMap((use) => chunksUsing(project, use));
    return [...new Set(places.map(({ uri }) => uri))]
      .flatMap(inFile)
      .flatMap((caller) => callsInto(caller, callee))
      .sort((a, b) => a.distance - b.distance);
  }

  /** Of a chunk that is there: effects tell of no others. */
  function placeOf({ uri, chunk, start, end }: Location): Place {
    const own = sources.chunk(chunk);
    return own ? { uri, start: placeIn(own, start), end: placeIn(own, end) } : { uri, start, end };
  }

  return {
    in: inFile,
    around: (uri, offset) => inFile(uri).findLast(({ whole }) => whole.start <= offset && offset <= whole.end),
    callersOf(callee) {
      const found = known.callers.get(callee) ?? findCallers(callee);
      known.callers.set(callee, found);
      return found;
    },
  };
}

interface Known {
  readonly revision: number;
  readonly files: Map<string, readonly LoopFunction[]>;
  readonly sinks: Map<LoopFunction, readonly string[]>;
  readonly callers: Map<LoopFunction, readonly LoopCaller[]>;
}

const nothingKnown = (revision: number): Known => ({
  revision,
  files: new Map(),
  sinks: new Map(),
  callers: new Map(),
});

/** By `sinkOf` what is at their ends. */
function shortestWays(chunk: Chunk, node: FunctionDef): ReadonlyMap<string, Effect> {
  const shortest = new Map<string, Effect>();
  for (const effect of effectsIn(chunk, node)) {
    const sink = sinkOf(effect);
    const before = shortest.get(sink);
    if (!before || before.path.length > effect.path.length) shortest.set(sink, effect);
  }
  return shortest;
}

/** A coroutine has no effects on who calls it: what its body does counts. */
const effectsIn = (chunk: Chunk, node: FunctionDef): readonly Effect[] =>
  node.isAsync
    ? sitesIn(chunk, node).flatMap((site) => effectsOf(chunk, site))
    : chunk.project.ask.effectsOfFunction(referenceTo(chunk, node));

/** The nearest way of a function that goes through another one. */
function callsInto(caller: LoopFunction, { whole }: LoopFunction): readonly LoopCaller[] {
  const calls = caller.ways.flatMap(({ path }): LoopCaller[] => {
    const distance = path.findIndex(({ at }, index) => index > 0 && isWithin(at, whole));
    return distance > 0 ? [{ caller, call: path[0]!.at, distance }] : [];
  });
  return calls.sort((a, b) => a.distance - b.distance).slice(0, 1);
}

const isWithin = (inner: Place, outer: Place): boolean =>
  inner.uri === outer.uri && outer.start <= inner.start && inner.end <= outer.end;
