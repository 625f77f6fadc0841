import { fixAlone } from '../../engine/fix-all.ts';
import type { Finding } from '../../engine/finding.ts';
import { localized } from '../../text/localized.ts';
import { toJson } from './formats/json.ts';
import { severities, type Format } from './report.ts';
import { severityWords } from '../../rules/rule-page.ts';

interface Row {
  readonly count: number;
  readonly rule: string;
  readonly severity: Finding['severity'];
  /** How many of them a safe fix mends. */
  readonly fixable: number;
}

/** How often each rule finds something, the most frequent first. */
export const statisticsAsJson: Format = ({ findings }) => toJson(rowsOf(findings));

export const statisticsAsText: Format = ({ findings }, { paint, language }) => {
  const rows = rowsOf(findings);
  const width = Math.max(0, ...rows.map(({ count }) => String(count).length));
  return rows
    .map(({ count, rule, severity, fixable }) => {
      const fix = fixable > 0 ? texts.fixable(fixable)[language] : '';
      const what = paint(severity, `${severityWords[severity][language]}[${rule}]`);
      return `${String(count).padStart(width)}  ${what}${fix}\n`;
    })
    .join('');
};

const texts = {
  fixable: localized({
    en: (count: number) => ` (${String(count)} can be fixed with --fix)`,
    'zh-cn': (count) => `（${String(count)} 个可以用 --fix 修复）`,
  }),
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
