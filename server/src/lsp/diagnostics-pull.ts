import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { createChanges } from './changes.ts';
import type { DiagnosticChannel } from './diagnostics.ts';
import { createReports, emptyReport } from './reports.ts';
import { runSafe, safeRequest, stopIfCancelled } from './safe.ts';
import type { SessionBase } from './session.ts';
import { registerWorkspacePull } from './workspace-pull.ts';

/** Answers clients that ask for diagnostics, and tells those that can be told when to ask again. */
export function createPull(session: SessionBase): DiagnosticChannel {
  const { connection, documents, host, readiness } = session;
  const reports = createReports(session);
  const changes = createChanges();
  let waiting = 0;

  async function pause(): Promise<void> {
    do await host.pause();
    while (waiting > 0);
  }

  const wholeWorkspace = registerWorkspacePull(session, { reports, changes, pause });

  function report({ textDocument, previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
    const uri = host.canonicalUri(textDocument.uri);
    const page = documents.page(uri);
    if (page !== undefined) wholeWorkspace.pulled(uri);
    const found = reports.of(page?.whole.uri ?? uri).find((each) => each.page.uri === uri);
    const { resultId, items } = found ?? emptyReport;
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
  }

  connection.languages.diagnostics.on(
    safeRequest(
      connection,
      'diagnostic',
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      async (params, token) => {
        waiting += 1;
        try {
          await host.pause();
          await readiness.reached(token);
          stopIfCancelled(token);
          const uri = host.canonicalUri(params.textDocument.uri);
          const steps = session.workspace.steps(documents.page(uri)?.whole.uri ?? uri)[Symbol.iterator]();
          while (steps.next().done !== true) {
            await host.pause();
            stopIfCancelled(token);
          }
          return report(params);
        } finally {
          waiting -= 1;
        }
      },
    ),
  );
  const askAnew = refresher(session);
  return {
    edited: () => changes.happened(),
    closed({ uri }) {
      wholeWorkspace.closed(uri);
      changes.happened();
      // Unsaved text is gone, and with it what other files made of it.
      askAnew();
    },
    refreshed() {
      changes.happened();
      askAnew();
    },
  };
}

/** Asks the client to pull again; what comes up while it has not answered becomes one further question. */
function refresher({ connection, client }: SessionBase): () => void {
  if (!client.pullsDiagnostics) return () => undefined;
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
