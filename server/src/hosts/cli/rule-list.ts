import stringWidth from 'string-width';
import type { Rule } from '../../rules/rule.ts';
import { inAllLanguages, type Language } from '../../text/localized.ts';
import { severityTexts } from './severity-texts.ts';

/** All rules as a table: name, severity, whether there is a fix, what it finds. */
export function ruleList(rules: readonly Rule[], language: Language): string {
  const rows = rules.map(({ id, severity, fix, summary }) => [
    id,
    (severity === 'off' ? texts.off : severityTexts[severity])[language],
    texts.fix[fix][language],
    inAllLanguages(summary)[language],
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
  const padded = (cell: string, column: number): string =>
    cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell)));
  return rows.map((row) => `${row.map(padded).join('  ')}\n`).join('');
}

const texts = {
  off: { en: 'off by default', 'zh-cn': '默认关闭' },
  fix: {
    always: { en: 'fix: yes', 'zh-cn': '修复：有' },
    sometimes: { en: 'fix: sometimes', 'zh-cn': '修复：有时' },
    never: { en: 'fix: no', 'zh-cn': '修复：无' },
  },
};
