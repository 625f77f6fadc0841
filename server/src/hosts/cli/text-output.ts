import type { FileFix, Finding } from '../../engine/finding.ts';
import { codeFrame } from './code-frame.ts';
import { fixAlone } from '../../engine/fix-all.ts';
import type { Paint } from './colors.ts';
import { isProblem, type Files } from './output.ts';

/** Findings for people: each with its code, the places that it is about, and the title of its preferred fix. */
export const findingsAsText = (findings: readonly Finding[], files: Files, paint: Paint): string =>
  findings.map((finding) => `${asText(finding, files, paint)}\n`).join('\n');

function asText(finding: Finding, files: Files, paint: Paint): string {
  const { rule, severity, message, related } = finding;
  return [
    `${paint(severity, `${severity}[${rule}]`)} ${message}`,
    codeFrame(finding, files, paint, { around: 2, mark: severity }),
    ...related.flatMap((place) => [
      `${paint('note', 'note:')} ${place.message}`,
      codeFrame(place, files, paint, { around: 0, mark: 'note' }),
    ]),
    ...helpFor(finding, paint),
  ].join('\n');
}

function helpFor(finding: Finding, paint: Paint): string[] {
  const fix = finding.fixes()[0];
  if (!fix) return [];
  const how = fix.safety === 'safe' ? '' : ' (unsafe: look at the result)';
  return [`${paint('help', 'help:')} ${fix.title}${how}`];
}

/** The last line: how much was found and what of it can be fixed. */
export function summaryOf(findings: readonly Finding[], fileCount: number): string {
  const problems = findings.filter(isProblem).length;
  const hints = findings.filter(({ severity }) => severity === 'hint').length;
  const suggestions = findings.length - problems - hints;
  const safe = countFixes(findings, 'safe');
  const unsafe = countFixes(findings, 'unsafe');
  const found = [
    problems > 0 || findings.length === 0 ? counted(problems, 'problem') : '',
    suggestions > 0 ? counted(suggestions, 'suggestion') : '',
    hints > 0 ? counted(hints, 'hint') : '',
  ];
  const fixable = [
    safe > 0 ? `${safe} can be fixed with --fix` : '',
    unsafe > 0 ? `${unsafe} ${safe > 0 ? 'more' : 'can be fixed'} with --fix --unsafe-fixes` : '',
  ];
  const parts = [found, fixable].map((texts) => texts.filter((text) => text !== '').join(', '));
  return `Checked ${counted(fileCount, 'file')}: ${parts.filter((text) => text !== '').join('; ')}.\n`;
}

const countFixes = (findings: readonly Finding[], safety: FileFix['safety']): number =>
  findings.filter((finding) => fixAlone(finding)?.safety === safety).length;

export const counted = (count: number, noun: string): string =>
  `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
