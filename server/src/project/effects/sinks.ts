import type { FunctionDef, Node } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { isDunder } from '../../knowledge/dunders.ts';
import { lastName, partsOf, referenceTo } from '../names/definitions.ts';
import { allCalling, type ChunkPlace } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import type { Effect } from './effect.ts';
import { effectsOf } from './effects.ts';

/** Names the place where something blocks, whichever way leads there: `rule uri|chunk|start`. */
export function sinkOf({ rule, path }: Effect): string {
  const at = path.at(-1)?.at;
  return at ? `${rule} ${at.uri}|${String(at.chunk)}|${String(at.start)}` : '';
}

/** What leads to a sink. */
export interface WaysToSink {
  /** The chunks of the user's files that call the function with the sink in it, or one that comes to call it. */
  readonly chunks: readonly ChunkPlace[];
  /** So many functions lead there that only the nearest were followed. */
  readonly isCut: boolean;
  /** Code that runs before there is a loop goes there: at import, or in a plain function that also starts the loop. */
  readonly isTakenBefore: boolean;
}

/** Beyond so many functions on the way, those behind them say nothing new. */
const MAX_FUNCTIONS = 300;

/** Goes from the sink back to those who call, by the names of what they call; ways through aliases are not seen. */
export function waysToSink(project: Project, sink: string): WaysToSink {
  const chunks = new Map<number, ChunkPlace>();
  const first = functionWith(project, sink);
  const functions = new Set(first === undefined ? [] : [first]);
  let isTakenBefore = false;
  let followed = 0;
  for (const ref of functions) {
    if (++followed > MAX_FUNCTIONS) break;
    for (const decorated of decoratedWith(project, ref)) functions.add(decorated);
    for (const { place, isAsync, caller, goesThere } of callersOf(project, ref, sink)) {
      chunks.set(place.chunk, place);
      if (isAsync) continue;
      if (caller === undefined) isTakenBefore ||= goesThere();
      else if (!functions.has(caller) && leadsTo(project, caller, sink)) {
        functions.add(caller);
        isTakenBefore ||= startsLoop(project, caller);
      }
    }
  }
  return { chunks: [...chunks.values()], isCut: followed > MAX_FUNCTIONS, isTakenBefore };
}

const startsLoop = (project: Project, ref: string): boolean =>
  project.ask.effectsOfFunction(ref).some(({ type }) => type === 'runs-loop');

const leadsTo = (project: Project, ref: string, sink: string): boolean =>
  project.ask.effectsOfFunction(ref).some((effect) => sinkOf(effect) === sink);

/** The innermost function around a sink. */
function functionWith(project: Project, sink: string): string | undefined {
  const [place = ''] = sink.split(' ').slice(1);
  const [uri = '', id, start] = place.split('|');
  const chunk = chunkOf(project, uri, Number(id));
  const at = Number(start);
  const around = chunk?.facts.nodes.findLast(
    (node): node is FunctionDef => node.kind === 'FunctionDef' && node.start <= at && at < node.end,
  );
  return chunk && around && referenceTo(chunk, around);
}

/** The functions around which a decorator puts this one: who calls them calls it. */
function decoratedWith(project: Project, ref: string): readonly string[] {
  const [decorator = '', ...within] = partsOf(ref).qualifiedName.split('.<locals>.');
  if (within.length === 0) return [];
  const name = decorator.slice(decorator.lastIndexOf('.') + 1);
  return project.mentions.get(`@${name}`).flatMap((uri) =>
    project.ask.chunksNaming(uri, name).flatMap((id) => {
      const chunk = chunkOf(project, uri, id);
      return (chunk ? occurrencesOf(chunk.facts, name) : []).flatMap((node) => {
        const decorated = decoratedBy(chunk!, node);
        return decorated && project.ask.wrappersAround(decorated).includes(ref) ? [decorated] : [];
      });
    }),
  );
}

/** The function that has a decorator of this name. */
function decoratedBy(chunk: Chunk, node: Node): string | undefined {
  const parent = parentOf(chunk.facts, node);
  const decorator = parent?.kind === 'Call' && parent.func === node ? parentOf(chunk.facts, parent) : parent;
  const decorated = decorator?.kind === 'Decorator' ? parentOf(chunk.facts, decorator) : undefined;
  return decorated?.kind === 'FunctionDef' ? referenceTo(chunk, decorated) : undefined;
}

/** The classes that call a method by themselves; none for methods that are called by their name. */
function classesCalling(project: Project, ref: string): readonly string[] {
  const { uri, qualifiedName } = partsOf(ref);
  const owner = qualifiedName.split('.').slice(0, -1).join('.');
  if (owner === '' || !isDunder(lastName(ref))) return [];
  const cls = `${uri}#${owner}@0`;
  return [cls, ...(project.ask.subclassesOf(cls) ?? [])];
}

/** What calls it, whatever names it in its own file, and all that may read it if it is a property. */
function chunksUsing(project: Project, ref: string, name: string): readonly ChunkPlace[] {
  const isProperty = project.ask.signature(ref)?.descriptor === 'property';
  const files = isProperty ? project.filesNaming.get(name) : [partsOf(ref).uri];
  const naming = files.flatMap((uri) => project.ask.chunksNaming(uri, name).map((chunk) => ({ uri, chunk })));
  return [...naming, ...allCalling(project, name)];
}

const callersOf = (project: Project, ref: string, sink: string): readonly Caller[] =>
  namesOf(project, ref).flatMap(({ name, chunks }) => chunks.flatMap((place) => callersIn(project, place, name, sink)));

interface Named {
  readonly name: string;
  readonly chunks: readonly ChunkPlace[];
}

/** What callers write, and where: the function's name, for methods that classes call those of the classes, and `cls` in them. */
function namesOf(project: Project, ref: string): readonly Named[] {
  const classes = classesCalling(project, ref);
  const names = classes.length > 0 ? classes.map(lastName) : [lastName(ref)];
  return [
    ...names.map((name) => ({ name, chunks: chunksUsing(project, ref, name) })),
    ...[...new Set(classes.map((cls) => partsOf(cls).uri))].map((home) => ({
      name: 'cls',
      chunks: project.ask.chunksNaming(home, 'cls').map((chunk) => ({ uri: home, chunk })),
    })),
  ];
}

interface Caller {
  readonly place: ChunkPlace;
  /** In a coroutine, which tells for itself, or in a lambda, of which nobody knows who calls it. */
  readonly isAsync: boolean;
  /** The plain function in which the name stands; undefined outside of all functions. */
  readonly caller: string | undefined;
  readonly goesThere: () => boolean;
}

function callersIn(project: Project, place: ChunkPlace, name: string, sink: string): readonly Caller[] {
  const chunk = chunkOf(project, place.uri, place.chunk);
  if (!chunk) return [];
  return occurrencesOf(chunk.facts, name).map((node) => {
    const around = functionAround(chunk, node);
    const isAsync = around?.kind === 'Lambda' || around?.isAsync === true;
    const call = chunk.facts.nodes[chunk.facts.parents[node.id] ?? -1];
    const goesThere = (): boolean =>
      call?.kind === 'Call' && call.func === node && effectsOf(chunk, call).some((effect) => sinkOf(effect) === sink);
    return {
      place,
      isAsync,
      caller: around?.kind === 'FunctionDef' ? referenceTo(chunk, around) : undefined,
      goesThere,
    };
  });
}

const functionAround = ({ facts }: Chunk, node: Node) =>
  [...ancestors(facts, node)].find((outer) => outer.kind === 'FunctionDef' || outer.kind === 'Lambda');
