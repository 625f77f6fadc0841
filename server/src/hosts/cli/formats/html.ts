import { version } from '../../../../../package.json';
import { docsUrl } from '../../../engine/docs-url.ts';
import type { Finding } from '../../../engine/finding.ts';
import { rules } from '../../../rules/registry.ts';
import { inEachLanguage, type Language, type Localized } from '../../../text/localized.ts';
import { printable } from '../../anywhere/printable.ts';
import type { Files, Format } from '../report.ts';
import { reportPage } from './html-page.ts';

/** What the page knows; its script makes all that is seen out of it. */
export interface PageData {
  readonly version: string;
  /** The one to begin with; undefined for the browser's. */
  readonly language: Language | undefined;
  readonly checked: number;
  readonly problems: readonly { readonly file: string; readonly line?: number; readonly reason: Localized }[];
  readonly findings: readonly PageFinding[];
}

interface PagePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line's code without indentation. */
  readonly code: string;
}

interface PageFinding extends PagePlace {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly message: Localized;
  readonly url: Localized;
  /** Whether it is about a call that holds up the event loop; then `path` leads from the finding to that call. */
  readonly blocks: boolean;
  readonly path: readonly (PagePlace & { readonly message: Localized })[];
  readonly fix: Localized | undefined;
}

/** One page for a browser that needs nothing else: what was found, by rule and by folder, and the paths to what blocks. */
export const html: Format = ({ findings, problems, checked, files }, { language, isLanguageNamed }) =>
  reportPage({
    version,
    language: isLanguageNamed ? language : undefined,
    checked: checked.length,
    problems: problems.map(({ file, line, reason }) => ({
      file: printable(file),
      reason: plain(reason),
      ...(line !== undefined && { line }),
    })),
    findings: findings.map((finding) => findingOf(finding, files)),
  });

const plain = (text: Localized): Localized => inEachLanguage((language) => printable(text[language]));

function findingOf(finding: Finding, files: Files): PageFinding {
  const { rule, severity, message, related } = finding;
  return {
    ...placeOf(finding, files),
    rule,
    severity,
    message: plain(message),
    url: inEachLanguage((language) => docsUrl(rule, language)),
    blocks: rules.some(({ id, category }) => id === rule && category === 'blocking'),
    path: related.map((place) => ({ ...placeOf(place, files), message: plain(place.message) })),
    fix: finding.fixes()[0]?.title,
  };
}

function placeOf({ uri, start }: { readonly uri: string; readonly start: number }, files: Files): PagePlace {
  const lines = files.lines(uri);
  const { line, column } = lines.position(start);
  return { file: printable(files.name(uri)), line, column, code: printable(lines.text(lines.row(start)).trim()) };
}
