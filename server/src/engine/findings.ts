import type { Comment } from '../facts/facts.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Location } from '../project/names/location.ts';
import type { Report } from '../rules/rule.ts';
import { inEachLanguage, type Localized } from '../text/localized.ts';
import type { Range } from '../text/range.ts';
import { boundedSeverity } from './bounds.ts';
import type { Edit } from '../fixes/fix.ts';
import { loosenedImports } from '../fixes/loosened-imports.ts';
import type { FileEdit, FileFix, Finding } from './finding.ts';
import type { RuleReport } from './run-rules.ts';
import type { SelectedRule, Selection } from './selection.ts';
import { createSilencing, type Silencing } from './silencing.ts';
import { readSuppressions, type Suppression } from './suppressions.ts';
import { unusedSuppressions } from './unused-suppressions.ts';

/** One revision of a file: its chunks in order, each with what the rules reported in it. */
export interface ReportedFile extends Placing {
  readonly uri: string;
  readonly text: string;
  readonly chunks: readonly ReportedChunk[];
  readonly selection: Selection;
}

/** What places in a file are told by. */
export interface Placing {
  /** The text of a file of the project. */
  readonly textOf: (uri: string) => string | undefined;
  /** The place in its file of an offset in a chunk; undefined for chunks that are gone. */
  readonly placeOf: (uri: string, chunk: number, offset: number) => number | undefined;
}

export interface ReportedChunk {
  readonly view: ChunkView;
  /** The place in the file of an offset in the chunk. */
  readonly place: (offset: number) => number;
  readonly reports: readonly RuleReport[];
}

/** The findings of a file by position: selected, without what comments silence, one where rules say the same. */
export function findingsOf(file: ReportedFile): readonly Finding[] {
  const isBroken = hasErrors(file);
  const found = withoutRepeats(file.chunks.flatMap((chunk) => candidatesOf(file, isBroken, chunk)));
  const suppressions = readSuppressions(file.text, commentsOf(file));
  const silencingOf = createSilencing(suppressions);
  const used = new Map<Suppression, Set<string>>();
  const shown = found.filter((candidate) => !isSilenced(candidate, silencingOf, used) && !candidate.folded);
  const unused = isBroken ? [] : unusedSuppressions(file, suppressions, silencingOf, used);
  return [...shown.map(({ finding }) => finding), ...unused].sort(byPosition);
}

interface Candidate {
  readonly finding: Finding;
  readonly selected: SelectedRule;
  readonly folded: boolean;
}

function candidatesOf(
  { uri, textOf, placeOf, selection }: ReportedFile,
  isBroken: boolean,
  chunk: ReportedChunk,
): Candidate[] {
  // Findings live long: they hold no more than they need.
  const placing = { uri, textOf, placeOf, isBroken };
  return chunk.reports.flatMap((reported) => {
    const selected = selection.get(reported.rule.id);
    const { folded = false } = reported;
    const isLeftOut = !selected || (selected.isRelaxed && reported.report.relaxed);
    return isLeftOut ? [] : [{ selected, folded, finding: findingOf(placing, chunk, selected, reported) }];
  });
}

function findingOf(
  file: FixedFile,
  { view, place }: ReportedChunk,
  selected: SelectedRule,
  { report, certainty }: RuleReport,
): Finding {
  const { rule, severity, chosen } = selected;
  return {
    uri: file.uri,
    rule: rule.id,
    severity: chosen ? severity : boundedSeverity(report.severity ?? severity, certainty),
    ...inFile(place, report.at),
    message: oneLine(report.message),
    related: (report.related ?? []).flatMap(({ at, ...told }) => {
      const found = rangeOf(file, at);
      return found ? [{ ...found, ...told, message: oneLine(told.message) }] : [];
    }),
    ...(report.whole && { whole: inFile(place, report.whole) }),
    unnecessary: report.unnecessary ?? false,
    deprecated: report.deprecated ?? false,
    fixes: () => fixesOf(file, view, report),
  };
}

/** Messages quote code, which may go over several lines. */
export const oneLine = (message: Localized): Localized =>
  inEachLanguage((language) => message[language].replace(/[\s\\]*[\r\n]\s*/g, ' '));

const inFile = (place: ReportedChunk['place'], { start, end }: Range): Range => ({
  start: place(start),
  end: place(end),
});

interface FixedFile extends Placing {
  readonly uri: string;
  /** Whether it has syntax errors. */
  readonly isBroken: boolean;
}

/** None is safe in a file that cannot be read in full. One of which an edit has lost its place changes nothing. */
function fixesOf(file: FixedFile, view: ChunkView, report: Report): readonly FileFix[] {
  return (report.fixes?.() ?? []).map(({ title, safety, edits }) => {
    let made: Pick<FileFix, 'edits' | 'loosened'> | undefined;
    return {
      title: oneLine(title),
      safety: file.isBroken ? 'unsafe' : safety,
      get edits() {
        return (made ??= madeEdits(file, view, edits())).edits;
      },
      get loosened() {
        return (made ??= madeEdits(file, view, edits())).loosened;
      },
    };
  });
}

function madeEdits(file: FixedFile, view: ChunkView, edits: readonly Edit[]): Pick<FileFix, 'edits' | 'loosened'> {
  const placed = placedEdits(file, edits);
  if (!placed || file.isBroken) return { edits: placed ?? [], loosened: [] };
  const loosened = loosenedImports(view, edits).flatMap(({ removal, ...counts }) => {
    const [at] = placedEdits(file, [removal]) ?? [];
    return at ? [{ ...counts, removal: at }] : [];
  });
  const useless = loosened.filter(({ uses, taken }) => uses === taken).map(({ removal }) => removal);
  // Two items of one import go in two steps.
  return { edits: [...placed, ...useless.slice(0, 1)], loosened };
}

/** Undefined where an edit has lost its place. */
export function placedEdits(file: Placing, edits: readonly Edit[]): readonly FileEdit[] | undefined {
  const placed = edits.flatMap(({ at, newText, look }) => {
    const place = rangeOf(file, at);
    if (!place) return [];
    const text = newText.includes('\n') ? newText.replace(/\r?\n/g, lineBreakOf(file, place.uri)) : newText;
    return [{ ...place, newText: text, ...(look && { look }) }];
  });
  return placed.length === edits.length ? placed : undefined;
}

/** New lines end as the file's own do. */
const lineBreakOf = (file: Placing, uri: string): string => /\r\n?|\n/.exec(file.textOf(uri) ?? '')?.[0] ?? '\n';

function rangeOf(file: Placing, at: Location): { uri: string; start: number; end: number } | undefined {
  const start = file.placeOf(at.uri, at.chunk, at.start);
  const end = file.placeOf(at.uri, at.chunk, at.end);
  return start === undefined || end === undefined ? undefined : { uri: at.uri, start, end };
}

/** Drops what a rule reports twice at a place, and what another rule says better there (`Rule.supersededBy`). */
function withoutRepeats(candidates: readonly Candidate[]): Candidate[] {
  const at = new Map<string, Set<string>>();
  const keyOf = ({ finding }: Candidate): string => `${String(finding.start)}-${String(finding.end)}`;
  for (const candidate of candidates) {
    const rules = at.get(keyOf(candidate)) ?? new Set();
    at.set(keyOf(candidate), rules.add(candidate.finding.rule));
  }
  const seen = new Set<string>();
  return candidates.filter((candidate) => {
    const key = keyOf(candidate);
    const { id, supersededBy = [] } = candidate.selected.rule;
    if (supersededBy.some((better) => at.get(key)?.has(better))) return false;
    const repeat = `${key} ${id} ${candidate.finding.message.en}`;
    return !seen.has(repeat) && seen.add(repeat);
  });
}

function isSilenced(
  { finding, selected }: Candidate,
  silencingOf: Silencing,
  used: Map<Suppression, Set<string>>,
): boolean {
  const silencing = silencingOf(selected.rule, finding);
  for (const suppression of silencing) {
    used.set(suppression, (used.get(suppression) ?? new Set()).add(finding.rule));
  }
  return silencing.length > 0;
}

const commentsOf = (file: ReportedFile): Comment[] =>
  file.chunks.flatMap(({ view, place }) =>
    view.facts.comments.map((comment) => ({ text: comment.text, ...inFile(place, comment) })),
  );

const hasErrors = (file: ReportedFile): boolean => file.chunks.some(({ view }) => view.facts.errors.length > 0);

const byPosition = (a: Finding, b: Finding): number =>
  a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
