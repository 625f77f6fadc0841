import type { Finding } from '../../../engine/finding.ts';
import { localized, type Language } from '../../../text/localized.ts';
import type { Paint } from '../colors.ts';
import { printable } from '../../anywhere/printable.ts';
import type { Files, Format, Style } from '../report.ts';
import { severityWords } from '../../../rules/rule-page.ts';
import { codeFrame } from './code-frame.ts';
import { summaryOf } from './summary.ts';

/** For people: each finding with its code, the places that it is about, and the title of its preferred fix. */
export const text: Format = (report, style) => {
  const findings = report.findings.map((finding) => `${asText(finding, report.files, style)}\n`);
  return [...findings, ...(style.quiet ? [] : [summaryOf(report, style.language)])].join('\n');
};

function asText(finding: Finding, files: Files, { paint, language }: Style): string {
  const { rule, severity, message, related } = finding;
  const what = `${severityWords[severity][language]}[${rule}]`;
  return [
    `${paint(severity, what)} ${printable(message[language])}`,
    codeFrame(finding, files, paint, { around: 2, mark: severity }),
    ...related.flatMap((place) => [
      `${paint('note', texts.note[language])}${texts.space[language]}${printable(place.message[language])}`,
      codeFrame(place, files, paint, { around: 0, mark: 'note' }),
    ]),
    ...helpFor(finding, paint, language),
  ].join('\n');
}

function helpFor(finding: Finding, paint: Paint, language: Language): string[] {
  const fix = finding.fixes()[0];
  if (!fix) return [];
  const title = fix.safety === 'safe' ? fix.title : texts.unsafe(fix.title);
  return [`${paint('help', texts.help[language])}${texts.space[language]}${printable(title[language])}`];
}

const texts = {
  /** A full-width colon brings its own. */
  space: { en: ' ', 'zh-cn': '' },
  note: { en: 'note:', 'zh-cn': '说明：' },
  help: { en: 'help:', 'zh-cn': '修复：' },
  unsafe: localized({
    en: (title: string) => `${title} (unsafe: look at the result)`,
    'zh-cn': (title) => `${title}（可能改变行为：请检查结果）`,
  }),
};
