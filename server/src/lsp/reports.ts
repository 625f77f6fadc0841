import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../engine/finding.ts';
import { createLineIndex, positionAt } from '../text/line-index.ts';
import { contentHash } from '../text/hash.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { localized } from '../text/localized.ts';
import type { Page } from './page.ts';
import type { SessionBase } from './session.ts';

/** What a client is told of a page. Equal diagnostics have equal ids, whoever asks and whenever, so a client's old id says all. */
export interface Report {
  readonly page: Pick<Page, 'uri' | 'clientUri' | 'version'>;
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

export interface Reports {
  /** Of all pages of a text. */
  of(uri: string): readonly Report[];
}

const texts = {
  tooDeep: localized({
    en: (uri: string, line: number) =>
      `${uri}, line ${String(line)}: this goes too deep or is too large, and parts of it are left out.`,
    'zh-cn': (uri, line) => `${uri} 第 ${String(line)} 行：嵌套太深或者太大，其中一部分没有检查。`,
  }),
};

export const emptyReport: Omit<Report, 'page'> = { resultId: contentHash('[]'), items: [] };

export function createReports(session: SessionBase): Reports {
  const known = new Map<
    string,
    { readonly findings: readonly Finding[]; readonly version: number | undefined; readonly reports: readonly Report[] }
  >();
  const told = new Set<string>();

  /** Once of each file that is open. */
  function tellTooDeep(uri: string): void {
    const [first] = told.has(uri) ? [] : session.workspace.tooDeep(uri);
    if (!first) return;
    told.add(uri);
    const { line } = positionAt(createLineIndex(session.workspace.text(uri) ?? ''), first.start);
    session.log.warn(texts.tooDeep(uri, line + 1));
  }

  return {
    of(uri) {
      const findings = session.shown.of(uri);
      const version = session.documents.get(uri)?.version;
      const last = known.get(uri);
      if (last?.findings === findings && last.version === version) return last.reports;
      if (version !== undefined) tellTooDeep(uri);
      const reports = reportsOf(session, uri);
      if (findings.length === 0) known.delete(uri);
      else known.set(uri, { findings, version, reports });
      return reports;
    },
  };
}

function reportsOf(session: SessionBase, uri: string): readonly Report[] {
  const found = diagnosticsOf(session, uri);
  const pages = session.documents.get(uri) ? session.documents.pages(uri) : [{ uri, clientUri: uri, version: null }];
  return pages.map((page) => {
    const items = found.get(page.clientUri);
    return { page, ...(items ? { resultId: contentHash(JSON.stringify(items)), items } : emptyReport) };
  });
}
