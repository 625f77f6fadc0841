import type { FunctionDef } from '../../facts/nodes.ts';
import { isDunder } from '../../knowledge/dunders.ts';
import { lastName, partsOf, referenceTo } from '../names/definitions.ts';
import { chunkOf, type Project } from '../names/project.ts';
import { CALLERS, OUTSIDE, READERS, type Use } from './callers-by-sink.ts';

/** What leads to a sink. */
export interface WaysToSink {
  /** Where somebody may call the function with the sink in it, or one that comes to call it. */
  readonly uses: readonly Use[];
  /** So many functions lead there that only the nearest were followed. */
  readonly isCut: boolean;
  /** Code that runs before there is a loop goes there: at import, or in a plain function that also starts the loop. */
  readonly isTakenBefore: boolean;
}

/** Beyond so many functions on the way, those behind them say nothing new. */
const MAX_FUNCTIONS = 300;

/** Goes from the sink back to those who call, by the names of what they call; ways through aliases are not seen. */
export function waysToSink(project: Project, sink: string): WaysToSink {
  const uses = new Map<string, Use>();
  const first = functionWith(project, sink);
  const functions = new Set(first === undefined ? [] : [first]);
  let isTakenBefore = false;
  let followed = 0;
  for (const ref of functions) {
    if (++followed > MAX_FUNCTIONS) break;
    for (const decorated of decoratedWith(project, ref)) functions.add(decorated);
    for (const use of usesOf(project, ref)) {
      uses.set(`${use.where} ${use.name}`, use);
      for (const caller of project.ask.callersBySink(use.where, use.name).get(sink) ?? []) {
        if (caller === OUTSIDE) isTakenBefore = true;
        else if (!functions.has(caller)) {
          functions.add(caller);
          isTakenBefore ||= startsLoop(project, caller);
        }
      }
    }
  }
  return { uses: [...uses.values()], isCut: followed > MAX_FUNCTIONS, isTakenBefore };
}

const startsLoop = (project: Project, ref: string): boolean =>
  project.ask.effectsOfFunction(ref).some(({ type }) => type === 'runs-loop');

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
  return project.ask.decoratedByWrapper(decorator.slice(decorator.lastIndexOf('.') + 1)).get(ref) ?? [];
}

/** The classes that call a method by themselves; none for methods that are called by their name. */
function classesCalling(project: Project, ref: string): readonly string[] {
  const { uri, qualifiedName } = partsOf(ref);
  const owner = qualifiedName.split('.').slice(0, -1).join('.');
  if (owner === '' || !isDunder(lastName(ref))) return [];
  const cls = `${uri}#${owner}@0`;
  return [cls, ...(project.ask.subclassesOf(cls) ?? [])];
}

/** What callers write, and where: the function's name, for methods that classes call those of the classes, and `cls` in them. */
function usesOf(project: Project, ref: string): readonly Use[] {
  const classes = classesCalling(project, ref);
  const names = classes.length > 0 ? classes.map(lastName) : [lastName(ref)];
  // All that may read it if it is a property, and whatever names it in its own file.
  const readers = project.ask.signature(ref)?.descriptor === 'property' ? READERS : partsOf(ref).uri;
  return [
    ...names.flatMap((name) => [
      { where: readers, name },
      { where: CALLERS, name },
    ]),
    ...[...new Set(classes.map((cls) => partsOf(cls).uri))].map((home) => ({ where: home, name: 'cls' })),
  ];
}
