import type { FileEdit, FileRefactoring, Finding } from '../engine/finding.ts';
import { findingsOf, placedEdits, type Placing } from '../engine/findings.ts';
import { ruleRunner, type ChunkReports, type RuleReport } from '../engine/run-rules.ts';
import { refactoringsAt } from '../fixes/refactorings.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { chunkView } from '../project/model/view.ts';
import type { Input } from '../project/memory/queries.ts';
import type { Project } from '../project/names/project.ts';
import type { Rule } from '../rules/rule.ts';
import type { Range } from '../text/range.ts';
import { checkedFiles, type CheckedFiles } from './checked-files.ts';
import type { FileSettings } from './file-settings.ts';
import { keptCoroutines } from './kept-coroutines.ts';
import type { Library } from './library.ts';
import { placeIn } from '../syntax/chunks.ts';
import { leftOut } from './places-in-files.ts';
import { selectedRules } from './selected-rules.ts';
import type { SourceFiles } from './source-files.ts';
import { foldReports, shownWays } from './ways-to-sinks.ts';

/** What is found in each file, remembered until something that it was made from has changed. */
export interface FileFindings extends CheckedFiles {
  of(uri: string): readonly Finding[];
  /** What can be made of the function whose head is at an offset. */
  refactorings(uri: string, offset: number): readonly FileRefactoring[];
  /** The calls that make a coroutine which is kept for later. */
  keptCoroutines(uri: string): readonly Range[];
  /** The work for `of` in steps of a few milliseconds each, after which it is quick; may be left at any step, and go on after changes. */
  steps(uri: string): Iterable<undefined>;
  /** What of a file was left out, since it, or following its names, leads too deep. */
  tooDeep(uri: string): readonly Range[];
  /** A file has another text, or is gone. To be called after the project was told. */
  changed(uri: string): void;
  /** Settings are others. To be called after the project was told. */
  configured(): void;
}

interface FileFindingsOptions {
  readonly rules: readonly Rule[];
  readonly project: Project;
  readonly sources: SourceFiles;
  readonly settings: FileSettings;
  readonly library: Library;
  readonly log: (message: string) => void;
  readonly onWork?: OnWork;
}

/** Hears which text is looked at next, before that begins. */
export type OnWork = (uri: string, text: string) => void;

const none: readonly Finding[] = [];
const nothing: ChunkReports = { reports: [], isTooDeep: false };

export function fileFindings(options: FileFindingsOptions): FileFindings {
  const { rules, project, sources, settings, library, log, onWork } = options;
  const { queries } = project;
  const texts = textsOf(project, sources);
  const selected = selectedRules(queries, rules, settings);
  const sourceText = { chunkText: (id: number): string => (sources.chunk(id) ?? library.chunk(id))?.text ?? '' };
  const viewOf = (uri: string, id: number) => chunkView(project, sourceText, uri, id);
  /** Asks the sources: no answer is to depend on a whole text because of this. */
  const working = (uri: string): void => onWork?.(uri, sources.text(uri) ?? '');
  const run = ruleRunner(rules, (rule, error) => {
    log(`The rule ${rule} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });

  /** By `uri|chunk`. */
  const reports = queries.query<ChunkReports>(
    (key) => {
      const bar = key.lastIndexOf('|');
      const uri = key.slice(0, bar);
      working(uri);
      const view = viewOf(uri, Number(key.slice(bar + 1)));
      return view ? run(view, selected.toRun(uri)) : nothing;
    },
    { initial: nothing },
  );

  const reportsIn = (uri: string, chunk: number): readonly RuleReport[] =>
    reports(`${uri}|${String(chunk)}`).reports.filter(({ rule }) => selected.of(uri).has(rule.id));
  const shown = shownWays(project, reportsIn);

  const placing = placingIn(sources, (uri) => texts.get(uri));

  function find(uri: string): readonly Finding[] {
    const text = texts.get(uri);
    if (text === undefined || !mayMatter(uri, text)) return none;
    const selection = selected.of(uri);
    if (selection.size === 0) return none;
    const chunks = sources.chunks(uri).flatMap((chunk) => {
      const view = viewOf(uri, chunk.id);
      const found = view ? foldReports(reportsIn(uri, chunk.id), uri, chunk.id, shown) : [];
      return view ? [{ view, place: (offset: number) => placeIn(chunk, offset), reports: found }] : [];
    });
    return findingsOf({ uri, text, chunks, selection, ...placing });
  }

  function tooDeep(uri: string): readonly Range[] {
    const text = texts.get(uri);
    if (text === undefined || !mayMatter(uri, text)) return [];
    return leftOut(sources, uri, (chunk) => reports(`${uri}|${String(chunk)}`).isTooDeep);
  }

  const of = queries.query(find, { initial: none, isRoot: (uri) => sources.has(uri) });
  return {
    keptCoroutines: (uri) => keptIn({ sources, viewOf }, uri),
    refactorings: (uri, offset) => refactoringsIn({ sources, placing, viewOf }, uri, offset),
    of,
    ...checkedFiles({ project, sources, texts, findings: of, tooDeep }),
    steps: (uri) =>
      mayMatter(uri, sources.text(uri) ?? '')
        ? inSteps(sources.chunks(uri), ({ id }) => reports(`${uri}|${String(id)}`))
        : [],
    tooDeep,
    changed(uri) {
      texts.invalidate(uri);
      selected.present(uri, sources.has(uri));
    },
    configured: () => selected.configured(),
  };
}

const placingIn = (sources: SourceFiles, textOf: Placing['textOf']): Placing => ({
  textOf,
  placeOf(uri, id, offset) {
    // Where chunks begin changes with the text.
    textOf(uri);
    const chunk = sources.chunk(id);
    return chunk && placeIn(chunk, offset);
  },
});

interface Views {
  readonly sources: SourceFiles;
  readonly placing: Placing;
  readonly viewOf: (uri: string, chunk: number) => ChunkView | undefined;
}

function keptIn({ sources, viewOf }: Pick<Views, 'sources' | 'viewOf'>, uri: string): readonly Range[] {
  return sources.chunks(uri).flatMap((chunk) => {
    const view = viewOf(uri, chunk.id);
    const calls = view ? keptCoroutines(view) : [];
    return calls.map(({ start, end }) => ({ start: placeIn(chunk, start), end: placeIn(chunk, end) }));
  });
}

function refactoringsIn({ sources, placing, viewOf }: Views, uri: string, offset: number): readonly FileRefactoring[] {
  const chunk = sources.chunks(uri).findLast(({ start, own }) => start + own <= offset);
  const view = chunk && viewOf(uri, chunk.id);
  if (!view) return [];
  return refactoringsAt(view, offset - chunk.start).map(({ title, edits }) => {
    let placed: readonly FileEdit[] | undefined;
    return {
      title,
      get edits() {
        return (placed ??= placedEdits(placing, edits()) ?? []);
      },
    };
  });
}

const textsOf = ({ queries, host }: Project, sources: SourceFiles): Input<string | undefined> =>
  queries.input((uri) => sources.text(uri), { name: 'text', durability: (uri) => host.durabilityOf(uri, 'text') });

function* inSteps<T>(items: readonly T[], take: (item: T) => void): Generator<undefined> {
  for (const [index, item] of items.entries()) {
    take(item);
    if (index % CHUNKS_A_STEP === CHUNKS_A_STEP - 1) yield;
  }
}

/** A new chunk takes about a millisecond, one that is known next to nothing. */
const CHUNKS_A_STEP = 8;

/** Without these words nothing in a file is asynchronous, comes from elsewhere, or silences a rule. */
const MAY_MATTER = /\b(?:async|await|import)|async-pitfalls|noqa/;

/** Stubs are never run. */
const mayMatter = (uri: string, text: string): boolean => !uri.endsWith('.pyi') && MAY_MATTER.test(text);
