import { type Diagnostic, Hover, MarkdownString, Uri } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { clientCommands } from '../../server/src/lsp/protocol.ts';
import { ruleOf } from './findings.ts';

/** The server links to the rules' pages on the web; here the links open the pages that come with the extension. */
export const ruleLinks: Middleware = {
  async provideDiagnostics(document, previous, token, next) {
    const report = await next(document, previous, token);
    if (report && 'items' in report) report.items.forEach(linkToPage);
    return report;
  },
  provideWorkspaceDiagnostics(resultIds, token, report, next) {
    return next(resultIds, token, (part) => {
      for (const file of part?.items ?? []) if ('items' in file) file.items.forEach(linkToPage);
      report(part);
    });
  },
  async provideHover(document, position, token, next) {
    const hover = await next(document, position, token);
    return hover && new Hover(hover.contents.map(withLinksToPages), hover.range);
  },
};

function linkToPage(finding: Diagnostic): void {
  if (typeof finding.code !== 'object') return;
  finding.code = { value: finding.code.value, target: Uri.parse(pageCommand(ruleOf(finding))) };
}

function withLinksToPages(content: Hover['contents'][number]): Hover['contents'][number] {
  if (!(content instanceof MarkdownString)) return content;
  const value = content.value.replace(
    /\(https:[^)]*\/rules\/([\w-]+)\.html\)/g,
    (_, rule: string) => `(${pageCommand(rule)})`,
  );
  const linked = new MarkdownString(value);
  linked.isTrusted = { enabledCommands: [clientCommands.explainRule] };
  return linked;
}

const pageCommand = (rule: string): string =>
  `command:${clientCommands.explainRule}?${encodeURIComponent(JSON.stringify([rule]))}`;
