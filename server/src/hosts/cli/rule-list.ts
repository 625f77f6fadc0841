import stringWidth from 'string-width';
import type { Rule } from '../../rules/rule.ts';
import { fixWords, severityWords } from '../../rules/rule-page.ts';
import { type Language, localized } from '../../text/localized.ts';

/** All rules as a table: name, severity, whether there is a fix, what it finds. */
export function ruleList(rules: readonly Rule[], language: Language): string {
  const rows = rules.map(({ id, severity, fix, summary }) => [
    id,
    severityWords[severity][language],
    texts.fix(fixWords[fix])[language],
    summary[language],
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
  const padded = (cell: string, column: number): string =>
    cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell)));
  return rows.map((row) => `${row.map(padded).join('  ')}\n`).join('');
}

const texts = {
  fix: localized({ en: (word: string) => `fix: ${word}`, 'zh-cn': (word) => `修复：${word}` }),
};
