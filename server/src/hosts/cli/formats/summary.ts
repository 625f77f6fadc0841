import type { FileFix, Finding } from '../../../engine/finding.ts';
import { counted, severities, type Report } from '../report.ts';

/** The last line: how much was found, what of it can be fixed, and what was not checked. */
export function summaryOf(report: Report): string {
  const { findings, problems, checked } = report;
  const unread = problems.filter(({ unchecked }) => unchecked === 'all').length;
  const partly = problems.filter(({ unchecked }) => unchecked === 'some').length;
  const safeties = safetiesOf(report);
  const safe = safeties.filter((safety) => safety === 'safe').length;
  const unsafe = safeties.length - safe;
  const fixable = [
    safe > 0 ? `${safe} can be fixed with --fix` : '',
    unsafe > 0 ? `${unsafe} ${safe > 0 ? 'more' : 'can be fixed'} with --fix --unsafe-fixes` : '',
  ];
  const parts = [countsOf(findings) || (unread + partly > 0 ? 'nothing found' : 'no problems'), joined(fixable)];
  const files = `Checked ${counted(checked.length, 'file')}`;
  const found = checked.length > 0 ? `: ${parts.filter((part) => part !== '').join('; ')}` : '';
  const left = [
    unread > 0 ? `${unread} could not be read` : '',
    partly > 0 ? `${partly} ${partly === 1 ? 'was' : 'were'} checked in part` : '',
  ];
  return `${files}${found}.${joined(left) === '' ? '' : ` ${joined(left)}.`}\n`;
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

function countsOf(findings: readonly Finding[]): string {
  const counts = severities.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }));
  return joined(counts.map(({ severity, count }) => (count > 0 ? counted(count, severity) : '')));
}

/** Of the fixes that change no file but those that are checked. */
function safetiesOf({ findings, checked, files }: Report): readonly FileFix['safety'][] {
  const names = new Set(checked);
  return findings.flatMap((finding) => {
    const fix = finding.fixes()[0];
    const isWithin = fix?.edits.every(({ uri }) => uri === finding.uri || names.has(files.name(uri)));
    return fix && isWithin ? [fix.safety] : [];
  });
}
