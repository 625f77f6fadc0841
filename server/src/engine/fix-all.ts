import { applyEdits } from '../text/edits.ts';
import type { Localized } from '../text/localized.ts';
import type { FileEdit, FileFix, Finding } from './finding.ts';

export interface FixedText {
  readonly text: string;
  /** The findings whose fix was applied, in the order of application. */
  readonly fixed: readonly { readonly rule: string; readonly title: Localized }[];
}

export interface FixAllOptions {
  /** Also apply fixes that the user must look at. */
  readonly unsafe?: boolean;
  /** Which findings to fix; all by default. */
  readonly only?: (finding: Finding) => boolean;
}

const MAX_ROUNDS = 100;

/**
 * Applies the preferred fix of every finding of a file, as far as it is safe and changes this file only, and goes on with
 * what the new text shows until nothing changes. `analyse` gives the findings of the text as if it were the file's.
 */
export function fixAll(
  text: string,
  analyse: (text: string) => readonly Finding[],
  { unsafe = false, only = () => true }: FixAllOptions = {},
): FixedText {
  const fixed: { rule: string; title: Localized }[] = [];
  const seen = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS && !seen.has(text); round++) {
    seen.add(text);
    const accepted = compatibleFixes(analyse(text).filter(only), unsafe);
    const next = applyFixes(
      text,
      accepted.map(({ fix }) => fix),
    );
    if (next === text) break;
    fixed.push(...accepted.map(({ rule, fix }) => ({ rule, title: fix.title })));
    text = next;
  }
  return { text, fixed };
}

/** The preferred fix of a finding, if it changes the finding's file only. */
export function fixAlone(finding: Finding): FileFix | undefined {
  const fix = finding.fixes()[0];
  return fix?.edits.every(({ uri }) => uri === finding.uri) === true ? fix : undefined;
}

interface RuleFix {
  readonly rule: string;
  readonly fix: FileFix;
}

/** As many fixes as go together, earlier findings first; the others wait for the next round. */
function compatibleFixes(findings: readonly Finding[], unsafe: boolean): readonly RuleFix[] {
  const offered = findings.flatMap((finding): RuleFix[] => {
    const fix = fixAlone(finding);
    return !fix || (fix.safety === 'unsafe' && !unsafe) ? [] : [{ rule: finding.rule, fix }];
  });
  return together(offered, ({ fix }) => fix);
}

/** Those of which the fixes do not clash, the first ones first. */
export function together<T>(offered: readonly T[], fixOf: (item: T) => FileFix): readonly T[] {
  const taken: Span[] = [];
  return offered.filter((item) => {
    const spans = spansOf(fixOf(item));
    if (spans.some((span) => taken.some((other) => clash(span, other)))) return false;
    taken.push(...spans);
    return true;
  });
}

/** The text after fixes of this file that do not clash. */
export const applyFixes = (text: string, fixes: readonly FileFix[]): string =>
  applyEdits(text, distinct([...fixes.flatMap(({ edits }) => edits), ...uselessTogether(fixes)]));

/** What removes an import of which no fix alone takes the last use, but all of them together. */
function uselessTogether(fixes: readonly FileFix[]): readonly FileEdit[] {
  const edits = fixes.flatMap((fix) => fix.edits);
  const loosened = fixes.flatMap((fix) => fix.loosened ?? []);
  const chosen: FileEdit[] = [];
  for (const removal of distinct(loosened.map((each) => each.removal))) {
    const ofImport = loosened.filter((each) => isSameEdit(each.removal, removal));
    const taken = ofImport.reduce((sum, each) => sum + each.taken, 0);
    const isFree = [...edits, ...chosen].every(({ start, end }) => end <= removal.start || removal.end <= start);
    if (taken >= ofImport[0]!.uses && isFree) chosen.push(removal);
  }
  return chosen;
}

const isSameEdit = (a: FileEdit, b: FileEdit): boolean => a.uri === b.uri && a.start === b.start && a.end === b.end;

interface Span {
  readonly start: number;
  readonly end: number;
  /** For whole lines that are put in, and imports that go, which fixes can share: the text. */
  readonly lines: string | undefined;
}

/**
 * What of the text a fix lays claim to: everything from its first to its last edit, as edits of one fix belong together like
 * two brackets. Whole lines that it puts in, such as an import, and an import that it removes stand apart.
 */
function spansOf(fix: FileFix): Span[] {
  const isLines = (edit: FileEdit): boolean =>
    (edit.start === edit.end && edit.newText.endsWith('\n')) ||
    (fix.loosened ?? []).some(({ removal }) => isSameEdit(removal, edit));
  const lines = fix.edits.filter(isLines).map(({ start, end, newText }) => ({ start, end, lines: newText }));
  const others = fix.edits.filter((edit) => !isLines(edit));
  if (others.length === 0) return lines;
  const start = Math.min(...others.map((edit) => edit.start));
  const end = Math.max(...others.map((edit) => edit.end));
  return [...lines, { start, end, lines: undefined }];
}

function clash(a: Span, b: Span): boolean {
  if (a.lines !== undefined && a.lines === b.lines && a.start === b.start) return false;
  return a.start <= b.end && b.start <= a.end;
}

/** Equal edits of several fixes count once. */
function distinct(edits: readonly FileEdit[]): FileEdit[] {
  const byKey = new Map(edits.map((edit) => [`${String(edit.start)} ${String(edit.end)} ${edit.newText}`, edit]));
  return [...byKey.values()];
}
