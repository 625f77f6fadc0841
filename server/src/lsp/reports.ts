import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../engine/finding.ts';
import { createLineIndex, positionAt } from '../text/line-index.ts';
import { contentHash } from '../text/hash.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { localized } from '../text/localized.ts';
import type { SessionBase } from './session.ts';

/** What a client is told of a file. Equal diagnostics have equal ids, whoever asks and whenever, so a client's old id says all. */
export interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

export interface Reports {
  of(uri: string): Report;
}

const texts = {
  tooDeep: localized({
    en: (uri: string, line: number) =>
      `${uri}, line ${String(line)}: this goes too deep or is too large, and parts of it are left out.`,
    'zh-cn': (uri, line) => `${uri} 第 ${String(line)} 行：嵌套太深或者太大，其中一部分没有检查。`,
  }),
};

export const emptyReport: Report = { resultId: contentHash('[]'), items: [] };

export function createReports(session: SessionBase): Reports {
  const known = new Map<
    string,
    { readonly findings: readonly Finding[]; readonly isOpen: boolean; readonly report: Report }
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
      const isOpen = session.documents.get(uri) !== undefined;
      const last = known.get(uri);
      if (last?.findings === findings && last.isOpen === isOpen) return last.report;
      if (isOpen) tellTooDeep(uri);
      if (findings.length === 0) {
        known.delete(uri);
        return emptyReport;
      }
      const items = diagnosticsOf(session, uri);
      const report = { resultId: contentHash(JSON.stringify(items)), items };
      known.set(uri, { findings, isOpen, report });
      return report;
    },
  };
}
