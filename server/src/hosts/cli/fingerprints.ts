import { createHash } from 'node:crypto';
import type { Finding } from '../../engine/finding.ts';
import type { Files } from './report.ts';

/** The lines that a finding is in, without indentation: what stays when code around them comes, goes or moves. */
export function codeOf(finding: Finding, files: Files): string {
  const lines = files.lines(finding.uri);
  const code: string[] = [];
  for (let row = lines.row(finding.start); row <= lines.row(finding.end); row++) code.push(lines.text(row).trim());
  return code.join('\n');
}

/** One for each finding, no two alike; the same as long as its code is the same. */
export function fingerprints(findings: readonly Finding[], files: Files): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const content = JSON.stringify([files.name(finding.uri), finding.rule, codeOf(finding, files)]);
    const before = seen.get(content) ?? 0;
    seen.set(content, before + 1);
    return createHash('sha256').update(`${content}${before}`).digest('hex').slice(0, 32);
  });
}
