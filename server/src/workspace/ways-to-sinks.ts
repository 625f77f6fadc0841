import type { RuleReport } from '../engine/run-rules.ts';
import type { Location } from '../project/location.ts';
import type { Project } from '../project/project.ts';

/** What becomes of the reports of a file that are about one sink. */
export interface WaysShown {
  /** Reports at these places, `chunk start`, say nothing new. */
  readonly folded: readonly string[];
  /** The report that also tells of all others. */
  readonly last: { readonly place: string; readonly others: readonly Other[] } | undefined;
}

interface Other {
  readonly at: Location;
  readonly message: string;
}

/** What the rules report in a chunk and the settings let through. */
type ReportsIn = (uri: string, chunk: number) => readonly RuleReport[];

/** A coroutine's call that comes to a sink in the end. */
interface Way extends Other {
  readonly kind: string;
  readonly once: boolean;
  /** What it is ordered by: the same in every workspace of these files. */
  readonly rank: readonly [distance: number, uri: string, chunkInFile: number, start: number];
}

/** So many reports are there of one sink. */
const MAX_SHOWN = 3;

/**
 * One place that blocks is one problem, however many coroutines come to it: it is told where a coroutine is nearest to it,
 * and of others where they go through another function.
 */
export function shownWays(project: Project, reportsIn: ReportsIn): (uri: string, sink: string) => WaysShown {
  const ask = project.queries.query<WaysShown>(
    (key) => {
      const bar = key.indexOf('|');
      return waysShown(project, reportsIn, key.slice(0, bar), key.slice(bar + 1));
    },
    { initial: { folded: [], last: undefined }, equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  return (uri, sink) => ask(`${uri}|${sink}`);
}

function waysShown(project: Project, reportsIn: ReportsIn, uri: string, sink: string): WaysShown {
  const { isTakenBefore } = project.ask.waysToSink(sink);
  const ways = waysTo(project, reportsIn, sink);
  const kinds = new Set<string>();
  const isNew = ({ kind }: Way): boolean => !kinds.has(kind) && kinds.add(kind).size <= MAX_SHOWN;
  const isOnce = ways.some(({ once }) => once);
  const shown = isOnce ? ways.slice(0, isTakenBefore ? 0 : 1) : ways.filter(isNew);
  const others = ways.filter((way) => !shown.includes(way));
  const last = shown.at(-1);
  const tells = last?.at.uri === uri && others.length > 0;
  return {
    folded: others.filter(({ at }) => at.uri === uri).map(({ at }) => placeOf(at)),
    last: tells ? { place: placeOf(last.at), others: others.map(({ at, message }) => ({ at, message })) } : undefined,
  };
}

/** In their order. */
function waysTo(project: Project, reportsIn: ReportsIn, sink: string): readonly Way[] {
  const ways = project.ask.waysToSink(sink).chunks.flatMap((place) => {
    const index = project.files.get(place.uri)?.chunks.indexOf(place.chunk) ?? -1;
    return reportsIn(place.uri, place.chunk).flatMap(({ report: { at, sink: own } }): Way[] => {
      if (own?.key !== sink) return [];
      const message = `\`${own.caller}()\` comes there, too`;
      const rank = [own.distance, place.uri, index, at.start] as const;
      return [{ at: { ...place, start: at.start, end: at.end }, message, kind: own.kind, once: own.once, rank }];
    });
  });
  return ways.sort((a, b) => compare(a.rank, b.rank));
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
  chunk: number,
  shownOf: (sink: string) => WaysShown,
): readonly RuleReport[] {
  return reports.map((found) => {
    const { report } = found;
    if (!report.sink) return found;
    const { folded, last } = shownOf(report.sink.key);
    const place = `${String(chunk)} ${String(report.at.start)}`;
    if (folded.includes(place)) return { ...found, folded: true };
    if (last?.place !== place) return found;
    const count = last.others.length;
    const more = count === 1 ? 'one more call comes there' : `${String(count)} more calls come there`;
    return {
      ...found,
      report: {
        ...report,
        message: `${report.message.replace(/\.$/, '')}; ${more}.`,
        related: [...(report.related ?? []), ...last.others],
      },
    };
  });
}
