import { docsUrl } from '../../../engine/docs-url.ts';
import type { FileFix, Finding } from '../../../engine/finding.ts';
import type { Language } from '../../../text/localized.ts';
import { placeIn } from '../lines.ts';
import type { Files, Format } from '../report.ts';

/** Findings as a JSON array. Lines and columns are 1-based, columns count UTF-16 units. */
export const json: Format = ({ findings, files }, { language }) =>
  toJson(findings.map((finding) => findingAsJson(finding, files, language)));

/** The same objects, each in a line of its own. */
export const jsonLines: Format = ({ findings, files }, { language }) =>
  findings.map((finding) => `${escaped(JSON.stringify(findingAsJson(finding, files, language)))}\n`).join('');

/** What JSON lets stand but a terminal would obey is written as an escape: the same data. */
const escaped = (json: string): string =>
  json.replace(
    /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export const toJson = (value: unknown): string => `${escaped(JSON.stringify(value, undefined, 2))}\n`;

function findingAsJson(finding: Finding, files: Files, language: Language): object {
  return {
    file: files.name(finding.uri),
    ...placeIn(files.lines(finding.uri), finding),
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message[language],
    url: docsUrl(finding.rule, language),
    related: finding.related.map(({ uri, start, message }) => ({
      file: files.name(uri),
      ...files.lines(uri).position(start),
      message: message[language],
    })),
    fixes: finding.fixes().map((fix, index) => fixAsJson(fix, index === 0, files, language)),
  };
}

const fixAsJson = (
  { title, safety, edits }: FileFix,
  preferred: boolean,
  files: Files,
  language: Language,
): object => ({
  title: title[language],
  safety,
  preferred,
  edits: edits.map((edit) => ({
    file: files.name(edit.uri),
    ...placeIn(files.lines(edit.uri), edit),
    newText: edit.newText,
  })),
});
