import { fixAlone } from '../../engine/fix-all.ts';
import type { Finding } from '../../engine/finding.ts';
import { toJson } from './formats/json.ts';
import { severities, type Format } from './report.ts';

interface Row {
  readonly count: number;
  readonly rule: string;
  readonly severity: Finding['severity'];
  /** How many of them a safe fix mends. */
  readonly fixable: number;
}

/** How often each rule finds something, the most frequent first. */
export const statisticsAsJson: Format = ({ findings }) => toJson(rowsOf(findings));

export const statisticsAsText: Format = ({ findings }, { paint }) => {
  const rows = rowsOf(findings);
  const width = Math.max(0, ...rows.map(({ count }) => String(count).length));
  return rows
    .map(({ count, rule, severity, fixable }) => {
      const fix = fixable > 0 ? ` (${fixable} can be fixed with --fix)` : '';
      return `${String(count).padStart(width)}  ${paint(severity, `${severity}[${rule}]`)}${fix}\n`;
    })
    .join('');
};

function rowsOf(findings: readonly Finding[]): readonly Row[] {
  const kinds = severities.flatMap((severity) =>
    [...new Set(findings.map(({ rule }) => rule))].map((rule) => {
      const same = findings.filter((finding) => finding.rule === rule && finding.severity === severity);
      const fixable = same.filter((finding) => fixAlone(finding)?.safety === 'safe').length;
      return { count: same.length, rule, severity, fixable };
    }),
  );
  return kinds
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
