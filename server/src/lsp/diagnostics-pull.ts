import {
  type DocumentDiagnosticReport,
  type DocumentDiagnosticParams,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { type DiagnosticChannel, diagnosticsOf } from './diagnostics.ts';
import { runSafe, safeRequest, stopIfCancelled } from './safe.ts';
import type { SessionBase } from './session.ts';

/** What a file's last report said, to answer "unchanged" where nothing is new. */
interface LastReport {
  readonly resultId: string;
  readonly revision: number;
  readonly content: string;
}

/** Diagnostics for clients that ask for them. */
export function createPull(session: SessionBase): DiagnosticChannel {
  const { connection, client, host, readiness, workspace } = session;
  const reports = new Map<string, LastReport>();
  let reportCount = 0;

  function report({ textDocument, previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
    const uri = host.canonicalUri(textDocument.uri);
    const last = reports.get(uri);
    const known = last !== undefined && last.resultId === previousResultId;
    if (known && last.revision === workspace.revision) return unchanged(last);
    const items = diagnosticsOf(session, uri);
    const content = JSON.stringify(items);
    const same = last?.content === content;
    const resultId = same ? last.resultId : String(++reportCount);
    const now = { resultId, revision: workspace.revision, content };
    if (session.documents.get(uri) !== undefined) reports.set(uri, now);
    return known && same ? unchanged(now) : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  connection.languages.diagnostics.on(
    safeRequest(
      connection,
      'diagnostic',
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      async (params, token) => {
        await host.pause();
        await readiness.reached(token);
        stopIfCancelled(token);
        return report(params);
      },
    ),
  );
  const refreshed = client.refreshesDiagnostics ? refresher(session) : () => undefined;
  return {
    edited: () => undefined,
    closed(uri) {
      reports.delete(uri);
      // Unsaved text is gone, and with it what other files made of it.
      refreshed();
    },
    refreshed,
  };
}

function unchanged({ resultId }: LastReport): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
}

/** Asks the client to pull again; what comes up while it has not answered becomes one further question. */
function refresher({ connection }: SessionBase): () => void {
  let wanted = 0;
  let asking = false;
  async function ask(): Promise<void> {
    asking = true;
    for (let asked = 0; asked !== wanted;) {
      asked = wanted;
      await runSafe(connection, 'diagnostic/refresh', () => connection.languages.diagnostics.refresh());
    }
    asking = false;
  }
  return () => {
    wanted += 1;
    if (!asking) void ask();
  };
}
