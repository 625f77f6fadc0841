import { type Hover, MarkupKind, type TextDocumentPositionParams } from 'vscode-languageserver';
import { docsUrl } from '../engine/docs-url.ts';
import type { Finding } from '../engine/finding.ts';
import { rules } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import { localized, type Language } from '../text/localized.ts';
import { toRange } from './page.ts';
import { requestPage } from './request-page.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

/** Says in short why the findings under the cursor matter. */
export function registerHover(session: Session): void {
  const { connection, client, shown } = session;
  connection.onHover(
    safeRequest(connection, 'hover', null, async (params: TextDocumentPositionParams, token): Promise<Hover | null> => {
      const page = await requestPage(session, params.textDocument.uri, token);
      if (page === undefined) return null;
      const offset = page.offsetAt(params.position);
      const under = shown.of(page.whole.uri).filter(({ start, end }) => start <= offset && offset <= end);
      const smallest = under.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
      if (smallest === undefined) return null;
      const markdown = reasons(under, client.language);
      return {
        contents: client.hoverMarkdown
          ? { kind: MarkupKind.Markdown, value: markdown }
          : { kind: MarkupKind.PlainText, value: toPlainText(markdown) },
        range: toRange(page, smallest),
      };
    }),
  );
}

/** One paragraph pair a rule, however often it reports here. */
export function reasons(findings: readonly Finding[], language: Language): string {
  const ids = new Set(findings.map(({ rule }) => rule));
  return rules
    .filter(({ id }) => ids.has(id))
    .map((rule) => reason(rule, language))
    .join('\n\n---\n\n');
}

function reason({ id, summary, docs }: Rule, language: Language): string {
  const what = summary[language];
  const why = firstParagraph(docs.why[language]);
  const printed = (docs.printed ?? []).filter((line) => !why.includes(line.replaceAll("'…'", '…')));
  return [
    texts.rule(escapeMarkdown(id), what)[language],
    why,
    ...(printed.length > 0 ? [texts.printed(printed)[language]] : []),
    `[${texts.more[language]}](${docsUrl(id, language)})`,
  ].join('\n\n');
}

const texts = {
  rule: localized({
    en: (rule: string, what: string) => `**${rule}**: ${what}`,
    'zh-cn': (rule, what) => `**${rule}**：${what}`,
  }),
  printed: localized({
    en: (lines: readonly string[]) => `Python’s own words: ${lines.map((line) => `\`${line}\``).join(', ')}.`,
    'zh-cn': (lines) => `Python 自己的说法：${lines.map((line) => `\`${line}\``).join('、')}。`,
  }),
  more: { en: 'More about this rule', 'zh-cn': '这条规则的更多说明' },
};

function firstParagraph(markdown: string): string {
  return markdown.trim().split(/\n\s*\n/, 1)[0] ?? '';
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+.!<>|~-]/g, '\\$&');
}

export function toPlainText(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1: $2')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\*\*|`/g, '');
}
