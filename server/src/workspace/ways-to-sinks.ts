import type { RuleReport } from '../engine/run-rules.ts';
import { chunksUsing, type Use } from '../project/effects/callers-by-sink.ts';
import type { Location } from '../project/names/location.ts';
import type { ChunkPlace } from '../project/names/mentioned-places.ts';
import type { Project } from '../project/names/project.ts';
import type { Sink } from '../rules/rule.ts';
import { inEachLanguage, localized, type Localized } from '../text/localized.ts';

/** What becomes of the reports of a file that are about one sink. */
export interface WaysShown {
  /** Reports at these places, `chunk start`, say nothing new. */
  readonly folded: readonly string[];
  /** The only places at which reports do say something new, where not all ways are known. */
  readonly only?: readonly string[];
  /** The report that also tells of all others. */
  readonly last: { readonly place: string; readonly others: readonly Other[]; readonly more: Localized } | undefined;
}

/** By its file: what is shown of the ways to a sink, and of those in that file that use one client of a database. */
export interface ShownWays {
  toSink(uri: string, sink: string): WaysShown;
  throughClient(uri: string, client: string): WaysShown;
}

interface Other {
  readonly at: Location;
  readonly message: Localized;
}

/** What the rules report in a chunk and the settings let through. */
type ReportsIn = (uri: string, chunk: number) => readonly RuleReport[];

/** A coroutine's call that comes to a sink in the end. */
interface Way extends Other {
  readonly kind: string;
  readonly once: boolean;
  readonly mild: boolean;
  /** What it is ordered by: the same in every workspace of these files. */
  readonly rank: readonly [distance: number, uri: string, chunkInFile: number, start: number];
}

/** So many reports are there of one sink. */
const MAX_SHOWN = 3;

/**
 * One place that blocks is one problem, however many coroutines come to it: it is told where a coroutine is nearest to it,
 * and of others where they go through another function. A client of a database is one problem in each file. Where somebody may
 * be waiting for the loop, that is told, and not where nobody is.
 */
export function shownWays(project: Project, reportsIn: ReportsIn): ShownWays {
  const { query, pairQuery } = project.queries;
  const shown = (answer: (uri: string, what: string) => WaysShown) =>
    query<WaysShown>(
      (key) => {
        const bar = key.indexOf('|');
        return answer(key.slice(0, bar), key.slice(bar + 1));
      },
      { initial: { folded: [], last: undefined }, equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
    );
  const waysOf = pairQuery<WaysBySink>((where, name) => waysBySink(project, reportsIn, { where, name }), {
    initial: new Map(),
  });
  const told = query<Told>((sink) => waysTold(project, waysOf, sink), {
    initial: { shown: [], others: [], folded: new Map(), more: texts.manyMoreCome },
  });
  const toSink = shown((uri, sink) => shownIn(uri, told(sink)));
  const throughClient = shown((uri, client) =>
    usesShown(project, reportsIn, uri, client, (sink) => toSink(`${uri}|${sink}`)),
  );
  return {
    toSink: (uri, sink) => toSink(`${uri}|${sink}`),
    throughClient: (uri, client) => throughClient(`${uri}|${client}`),
  };
}

/** What is told of the ways to a sink, in all files. */
interface Told {
  readonly shown: readonly Way[];
  readonly others: readonly Way[];
  /** The places of the others, by file. */
  readonly folded: ReadonlyMap<string, readonly string[]>;
  readonly more: Localized;
  /** Not all ways are known. */
  readonly isCut?: boolean;
}

function waysTold(project: Project, waysOf: WaysOf, sink: string): Told {
  const { isTakenBefore, isCut } = project.ask.waysToSink(sink);
  const ways = waysTo(project, waysOf, sink);
  const serious = ways.filter(({ once, mild }) => !once && !mild);
  const isOnce = serious.length === 0 && ways.some(({ once }) => once);
  const shown = isOnce ? ways.slice(0, isTakenBefore ? 0 : 1) : firstOfKinds(serious.length > 0 ? serious : ways);
  const count = ways.length - shown.length;
  const more = count === 1 ? texts.oneMoreComes : texts.moreCome(count);
  return tell(ways, shown, isCut ? texts.manyMoreCome : more, isCut && (isOnce || shown.length > 0));
}

function usesShown(
  project: Project,
  reportsIn: ReportsIn,
  uri: string,
  client: string,
  toSink: (sink: string) => WaysShown,
): WaysShown {
  const chunks = project.files.get(uri)?.chunks ?? [];
  const uses = chunks.flatMap((chunk) =>
    waysIn(project, reportsIn, { uri, chunk }, texts.usesIt).flatMap(({ sink, way }) =>
      sink.client === client && !isFolded(toSink(sink.key), placeOf(way.at)) ? [way] : [],
    ),
  );
  const ways = uses.sort((a, b) => compare(a.rank, b.rank));
  const serious = ways.filter(({ mild }) => !mild);
  const shown = firstOfKinds(serious.length > 0 ? serious : ways);
  const name = client.slice(client.lastIndexOf('.') + 1);
  const count = ways.length - shown.length;
  return shownIn(uri, tell(ways, shown, count === 1 ? texts.oneMoreUses(name) : texts.moreUse(count, name)));
}

/** The nearest through each function, a few of them. */
function firstOfKinds(ways: readonly Way[]): readonly Way[] {
  const kinds = new Set<string>();
  return ways.filter(({ kind }) => !kinds.has(kind) && kinds.add(kind).size <= MAX_SHOWN);
}

function tell(ways: readonly Way[], shown: readonly Way[], more: Localized, isCut = false): Told {
  const others = ways.filter((way) => !shown.includes(way));
  const folded = new Map<string, string[]>();
  for (const { at } of others) listIn(folded, at.uri).push(placeOf(at));
  return { shown, others, folded, more, isCut };
}

function shownIn(uri: string, { shown, others, folded, more, isCut = false }: Told): WaysShown {
  const last = shown.at(-1);
  const tells = last?.at.uri === uri && others.length > 0;
  return {
    folded: folded.get(uri) ?? [],
    ...(isCut ? { only: shown.filter(({ at }) => at.uri === uri).map(({ at }) => placeOf(at)) } : {}),
    last: tells
      ? { place: placeOf(last.at), others: others.map(({ at, message }) => ({ at, message })), more }
      : undefined,
  };
}

const isFolded = ({ folded, only }: WaysShown, place: string): boolean =>
  folded.includes(place) || (only !== undefined && !only.includes(place));

/** In their order. */
function waysTo(project: Project, waysOf: WaysOf, sink: string): readonly Way[] {
  const { uses } = project.ask.waysToSink(sink);
  const byChunk = new Map(uses.flatMap(({ where, name }) => [...(waysOf(where, name).get(sink) ?? [])]));
  return [...byChunk.values()].flat().sort((a, b) => compare(a.rank, b.rank));
}

/** By the sink and by the chunk. */
type WaysBySink = ReadonlyMap<string, ReadonlyMap<number, readonly Way[]>>;

type WaysOf = (where: string, name: string) => WaysBySink;

/** Of all that use something of a name, once for all sinks behind it: a project may have a `main()` in every file. */
function waysBySink(project: Project, reportsIn: ReportsIn, use: Use): WaysBySink {
  const ways = new Map<string, Map<number, Way[]>>();
  for (const place of chunksUsing(project, use))
    for (const { sink, way } of waysIn(project, reportsIn, place, texts.comesThere)) {
      const found = ways.get(sink.key) ?? new Map<number, Way[]>();
      ways.set(sink.key, found);
      listIn(found, place.chunk).push(way);
    }
  return ways;
}

interface WayToSink {
  readonly sink: Sink;
  readonly way: Way;
}

function waysIn(
  project: Project,
  reportsIn: ReportsIn,
  place: ChunkPlace,
  does: (caller: string) => Localized,
): readonly WayToSink[] {
  const index = project.files.get(place.uri)?.chunks.indexOf(place.chunk) ?? -1;
  return reportsIn(place.uri, place.chunk).flatMap(({ report: { at, sink } }): WayToSink[] => {
    if (!sink) return [];
    const rank = [sink.distance, place.uri, index, at.start] as const;
    const way = { ...sink, at: { ...place, start: at.start, end: at.end }, message: does(sink.caller), rank };
    return [{ sink, way }];
  });
}

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

const placeOf = ({ chunk, start }: Location): string => `${String(chunk)} ${String(start)}`;

function compare(a: Way['rank'], b: Way['rank']): number {
  for (const [index, item] of a.entries()) {
    const other = b[index]!;
    if (item !== other) return item < other ? -1 : 1;
  }
  return 0;
}

/** The reports of a chunk as they are shown: without those that say nothing new, and with what one tells of them. */
export function foldReports(
  reports: readonly RuleReport[],
  uri: string,
  chunk: number,
  shown: ShownWays,
): readonly RuleReport[] {
  return reports.map((found) => {
    const { sink } = found.report;
    if (!sink) return found;
    const ways = [shown.toSink(uri, sink.key)];
    if (sink.client !== undefined) ways.push(shown.throughClient(uri, sink.client));
    return ways.reduce(
      (folded, each) => foldReport(folded, `${String(chunk)} ${String(found.report.at.start)}`, each),
      found,
    );
  });
}

function foldReport(found: RuleReport, place: string, ways: WaysShown): RuleReport {
  const { last } = ways;
  if (isFolded(ways, place)) return { ...found, folded: true };
  if (last?.place !== place) return found;
  const { report } = found;
  const sentence = report.message;
  const clause = inEachLanguage((language) => sentence[language].replace(/[.。]$/, ''));
  const message = texts.goingOn(clause, last.more);
  return { ...found, report: { ...report, message, related: [...(report.related ?? []), ...last.others] } };
}

const texts = {
  goingOn: localized({
    en: (clause: string, more: string) => `${clause}; ${more}.`,
    'zh-cn': (clause, more) => `${clause}；${more}。`,
  }),
  comesThere: localized({
    en: (caller: string) => `\`${caller}()\` comes there, too`,
    'zh-cn': (caller) => `\`${caller}()\` 也会执行到那里`,
  }),
  oneMoreComes: { en: 'one more call comes there', 'zh-cn': '另有 1 处调用也会执行到那里' },
  moreCome: localized({
    en: (count: number) => `${String(count)} more calls come there`,
    'zh-cn': (count) => `另有 ${String(count)} 处调用也会执行到那里`,
  }),
  manyMoreCome: { en: 'many more calls come there', 'zh-cn': '还有许多调用也会执行到那里' },
  usesIt: localized({
    en: (caller: string) => `\`${caller}()\` uses it, too`,
    'zh-cn': (caller) => `\`${caller}()\` 也在使用它`,
  }),
  oneMoreUses: localized({
    en: (client: string) => `one more call uses \`${client}\``,
    'zh-cn': (client) => `另有 1 处调用使用 \`${client}\``,
  }),
  moreUse: localized({
    en: (count: number, client: string) => `${String(count)} more calls use \`${client}\``,
    'zh-cn': (count, client) => `另有 ${String(count)} 处调用使用 \`${client}\``,
  }),
};
