import type { Rule } from '../../rules/rule.ts';
import { inAllLanguages } from '../../text/localized.ts';
import { fixWords, severityWords } from '../../rules/rule-page.ts';

/** All rules as a table: name, severity, whether there is a fix, what it finds. */
export function ruleList(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, severity, fix, summary }) => [
    id,
    severityWords[severity],
    `fix: ${fixWords[fix]}`,
    inAllLanguages(summary).en,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('');
}
