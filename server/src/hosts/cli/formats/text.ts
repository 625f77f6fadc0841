import type { Finding } from '../../../engine/finding.ts';
import type { Language } from '../../../text/localized.ts';
import type { Paint } from '../colors.ts';
import { printable } from '../printable.ts';
import type { Files, Format, Style } from '../report.ts';
import { codeFrame } from './code-frame.ts';
import { summaryOf } from './summary.ts';

/** For people: each finding with its code, the places that it is about, and the title of its preferred fix. */
export const text: Format = (report, style) => {
  const findings = report.findings.map((finding) => `${asText(finding, report.files, style)}\n`);
  return [...findings, ...(style.quiet ? [] : [summaryOf(report)])].join('\n');
};

function asText(finding: Finding, files: Files, { paint, language }: Style): string {
  const { rule, severity, message, related } = finding;
  return [
    `${paint(severity, `${severity}[${rule}]`)} ${printable(message[language])}`,
    codeFrame(finding, files, paint, { around: 2, mark: severity }),
    ...related.flatMap((place) => [
      `${paint('note', 'note:')} ${printable(place.message[language])}`,
      codeFrame(place, files, paint, { around: 0, mark: 'note' }),
    ]),
    ...helpFor(finding, paint, language),
  ].join('\n');
}

function helpFor(finding: Finding, paint: Paint, language: Language): string[] {
  const fix = finding.fixes()[0];
  if (!fix) return [];
  const how = fix.safety === 'safe' ? '' : ' (unsafe: look at the result)';
  return [`${paint('help', 'help:')} ${printable(fix.title[language])}${how}`];
}
