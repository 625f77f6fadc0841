import { docsUrl } from '../../engine/docs-url.ts';
import type { FileFix, Finding } from '../../engine/finding.ts';
import { placeIn } from './lines.ts';
import type { Files } from './output.ts';

/** Findings as a JSON array. Lines and columns are 1-based, columns count UTF-16 units. */
export function findingsAsJson(findings: readonly Finding[], files: Files): string {
  return `${JSON.stringify(
    findings.map((finding) => asJson(finding, files)),
    undefined,
    2,
  )}\n`;
}

function asJson(finding: Finding, files: Files): object {
  return {
    file: files.name(finding.uri),
    ...placeIn(files.lines(finding.uri), finding),
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    url: docsUrl(finding.rule),
    related: finding.related.map(({ uri, start, message }) => ({
      file: files.name(uri),
      ...files.lines(uri).position(start),
      message,
    })),
    fixes: finding.fixes().map((fix, index) => fixAsJson(fix, index === 0, files)),
  };
}

const fixAsJson = ({ title, safety, edits }: FileFix, preferred: boolean, files: Files): object => ({
  title,
  safety,
  preferred,
  edits: edits.map((edit) => ({
    file: files.name(edit.uri),
    ...placeIn(files.lines(edit.uri), edit),
    newText: edit.newText,
  })),
});
