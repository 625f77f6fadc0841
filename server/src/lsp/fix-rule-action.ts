import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../engine/finding.ts';
import { localized } from '../text/localized.ts';
import type { Page } from './page.ts';
import type { ActionData } from './resolve-action.ts';
import type { Session } from './session.ts';

const texts = {
  fixAll: localized({
    en: (rule: string) => `Fix all ${rule} in this file`,
    'zh-cn': (rule) => `修复此文件中所有的 ${rule}`,
  }),
};

/** For rules that can be fixed safely here and report elsewhere in the file. The edit comes when it is chosen. */
export function fixRuleActions(
  { client }: Session,
  { uri, whole: { version } }: Page,
  rules: ReadonlySet<string>,
  all: readonly Finding[],
  diagnosticOf: (finding: Finding) => Diagnostic,
): CodeAction[] {
  if (!client.resolvesEdits) return [];
  return [...rules].flatMap((rule) => {
    const alike = all.filter((finding) => finding.rule === rule);
    const [first, ...others] = alike;
    if (!first || others.length === 0) return [];
    const data: ActionData = { uri, version, what: 'rule', rule, start: first.start };
    const diagnostics = alike.map(diagnosticOf);
    return [{ title: texts.fixAll(rule)[client.language], kind: CodeActionKind.QuickFix, diagnostics, data }];
  });
}
