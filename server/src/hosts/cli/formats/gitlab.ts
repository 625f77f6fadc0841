import type { Finding } from '../../../engine/finding.ts';
import { fingerprints } from '../fingerprints.ts';
import { placeIn } from '../lines.ts';
import type { Format } from '../report.ts';
import { toJson } from './json.ts';

const levels: Readonly<Record<Finding['severity'], string>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

/** GitLab’s Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: Format = ({ findings, files }, { language }) => {
  const prints = fingerprints(findings, files);
  return toJson(
    findings.map((finding, index) => {
      const { line, column, endLine, endColumn } = placeIn(files.lines(finding.uri), finding);
      return {
        description: `${finding.rule}: ${finding.message[language]}`,
        check_name: finding.rule,
        fingerprint: prints[index],
        severity: levels[finding.severity],
        location: {
          path: files.name(finding.uri),
          positions: { begin: { line, column }, end: { line: endLine, column: endColumn } },
        },
      };
    }),
  );
};
