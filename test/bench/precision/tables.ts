import { table } from '../recall/tables.ts';
import type { Analysed, Found } from './analyse.ts';
import type { Verdicts } from './verdicts.ts';

/** From the gravest. */
const severities = ['error', 'warning', 'information', 'hint'] as const;

const columns = ['useful', 'no-use', 'wrong', 'not judged'] as const;

/** How right what is said is, by severity and rule. Markdown. */
export function verdictTable(analysed: readonly Analysed[], verdicts: Verdicts): string {
  const findings = analysed.flatMap((it) => it.findings);
  const rows = severities.flatMap((severity) => {
    const some = findings.filter((finding) => finding.severity === severity);
    const rules = [...new Set(some.map(({ rule }) => rule))].map((rule) => {
      const ofRule = some.filter((finding) => finding.rule === rule);
      return { count: ofRule.length, cells: [rule, ...counts(ofRule, verdicts)] };
    });
    const sorted = rules.sort((a, b) => b.count - a.count).map(({ cells }) => cells);
    return [[`**${severity}**`, ...counts(some, verdicts)], ...sorted];
  });
  return table(['', 'found', ...columns, 'with a safe fix'], rows);
}

function counts(findings: readonly Found[], verdicts: Verdicts): readonly string[] {
  const judged = findings.map((finding) => verdicts.of(finding)?.verdict ?? 'not judged');
  const of = columns.map((column) => judged.filter((verdict) => verdict === column).length);
  return [findings.length, ...of, findings.filter(({ hasSafeFix }) => hasSafeFix).length].map(String);
}

/** How much is said, per 10,000 lines. Markdown. */
export function densityTable(analysed: readonly Analysed[]): string {
  const all = {
    application: '**all**',
    lines: analysed.reduce((sum, { lines }) => sum + lines, 0),
    findings: analysed.flatMap(({ findings }) => findings),
  };
  const rows = [...analysed, all].map(({ application, lines, findings }) => [
    application,
    String(lines),
    ...severities.map((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length;
      return `${((count / lines) * 10_000).toFixed(1)} (${count})`;
    }),
  ]);
  return table(['application', 'lines', ...severities], rows);
}
