import type { Rule } from '../rules/rule.ts';
import type { Range } from '../text/range.ts';
import { touchingRanges } from '../text/touching-ranges.ts';
import { isAbout, type Suppression } from './suppressions.ts';

/** The directives of a file that silence a finding of a rule: where it begins or ends is in their reach. */
export type Silencing = (rule: Rule, finding: Range) => readonly Suppression[];

/** Files may have as many findings as lines, and as many directives: each finding looks only at those around it. */
export function createSilencing(suppressions: readonly Suppression[]): Silencing {
  const byRule = new Map<string, Silencing>();
  return (rule, finding) => {
    let silencing = byRule.get(rule.id);
    if (!silencing) {
      silencing = silencingOf(suppressions.filter((suppression) => isAbout(suppression, rule)));
      byRule.set(rule.id, silencing);
    }
    return silencing(rule, finding);
  };
}

function silencingOf(suppressions: readonly Suppression[]): Silencing {
  const everywhere = suppressions.filter(({ reach }) => !reach);
  const inPlaces = suppressions.flatMap((suppression) =>
    suppression.reach ? [{ ...suppression.reach, suppression }] : [],
  );
  if (inPlaces.length === 0) return () => everywhere;
  const touching = touchingRanges(inPlaces);
  return (_, { start, end }) => {
    const around = [...touching({ start, end: start }), ...touching({ start: end, end })];
    return [...everywhere, ...new Set(around.map(({ suppression }) => suppression))];
  };
}
