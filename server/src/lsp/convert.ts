import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type Range,
} from 'vscode-languageserver';
import { docsUrl } from '../engine/docs-url.ts';
import type { FileFix, Finding } from '../engine/finding.ts';
import { localized, type Language } from '../text/localized.ts';
import type { DiagnosticAbilities } from './client.ts';

/** Shown beside each message. */
export const SOURCE = 'async-pitfalls';

export interface DiagnosticContext {
  readonly abilities: DiagnosticAbilities;
  readonly language: Language;
  readonly locate: (place: Pick<Finding, 'uri' | 'start' | 'end'>) => Location | undefined;
}

/** The range is that of the finding in its page. */
export function toDiagnostic(finding: Finding, range: Range, context: DiagnosticContext): Diagnostic {
  const { abilities, language } = context;
  const tags = abilities.tags ? tagsOf(finding) : [];
  const related = abilities.related ? relatedOf(finding, context) : [];
  return {
    range,
    severity: severities[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message[language],
    ...(abilities.links && { codeDescription: { href: docsUrl(finding.rule, language) } }),
    ...(tags.length > 0 && { tags }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/** For menus: what may not be meant says so. */
export const titleOf = ({ title, safety }: FileFix, language: Language): string =>
  (safety === 'safe' ? title : texts.look(title))[language];

const texts = {
  look: localized({
    en: (title: string) => `${title} (look at the result)`,
    'zh-cn': (title) => `${title}（请检查结果）`,
  }),
};

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Finding['severity'], DiagnosticSeverity>;

function tagsOf(finding: Finding): DiagnosticTag[] {
  const tags: DiagnosticTag[] = [];
  if (finding.unnecessary) tags.push(DiagnosticTag.Unnecessary);
  if (finding.deprecated) tags.push(DiagnosticTag.Deprecated);
  return tags;
}

/** Places in files whose text is gone are left out. Editors sort by file: calls are numbered, so that their order can be told. */
function relatedOf(finding: Finding, { locate, language }: DiagnosticContext): DiagnosticRelatedInformation[] {
  const calls = callPath(finding);
  return finding.related.flatMap((place) => {
    const location = locate(place);
    if (location === undefined) return [];
    const number = calls.length > 1 ? calls.indexOf(place) + 1 : 0;
    const text = place.message[language];
    const message = number > 0 ? `${String(number)}. ${text}` : text;
    return [{ location, message }];
  });
}

/** The calls that lead from a finding to what it is about. */
export const callPath = ({ related }: Finding): Finding['related'] => related.filter(({ isCall }) => isCall === true);
