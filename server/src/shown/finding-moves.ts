import type { Finding } from '../engine/finding.ts';
import type { Change } from '../text/edits.ts';
import type { Range } from '../text/range.ts';

/**
 * Findings as they stand after a change of their file's text; those whose text it takes away are gone. Their fixes are made
 * for the text before, so they have none any more.
 */
export function movedFindings(findings: readonly Finding[], uri: string, change: Change): readonly Finding[] {
  return findings.flatMap((finding) => {
    const range = movedRange(finding, change);
    if (!range) return [];
    const related = finding.related.flatMap((place) => {
      const there = place.uri === uri ? movedRange(place, change) : place;
      return there ? [{ ...place, start: there.start, end: there.end }] : [];
    });
    const whole = finding.whole && movedRange(finding.whole, change);
    return [{ ...finding, ...range, ...(whole && { whole }), related, fixes: noFixes }];
  });
}

const noFixes = (): readonly never[] => [];

/** What is put in at either end stays outside. */
export function movedRange({ start, end }: Range, change: Change): Range | undefined {
  const growth = change.newEnd - change.oldEnd;
  const isTaken = change.start <= start && end <= change.oldEnd && change.start < change.oldEnd;
  if (isTaken) return undefined;
  const moved = {
    start: start >= change.oldEnd ? start + growth : start > change.start ? change.newEnd : start,
    end: end <= change.start ? end : end >= change.oldEnd ? end + growth : change.start,
  };
  return moved.start <= moved.end ? moved : undefined;
}
