import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type WorkDoneProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Changes } from './changes.ts';
import { filesToReport } from './diagnostic-scope.ts';
import { emptyReport, type Reports } from './reports.ts';
import { runSafe, stopIfCancelled } from './safe.ts';
import type { SessionBase } from './session.ts';

/** Reports the whole workspace to clients that ask for it. */
export interface WorkspacePull {
  /** The client asks for this open document by itself. */
  pulled(uri: string): void;
  /** What the client was told of the file while it was open counts no more. */
  closed(uri: string): void;
}

interface Options {
  readonly reports: Reports;
  readonly changes: Changes;
  /** Resolves when the messages that wait were taken in and no document's diagnostics are waited for. */
  readonly pause: () => Promise<void>;
}

/** One request under way. */
interface Pull extends Options {
  readonly session: SessionBase;
  /** Open documents that the client asks for by itself. */
  readonly pulled: ReadonlySet<string>;
  /** By file: the id of what the client shows; '' where it has to be told in any case. */
  readonly shown: Map<string, string>;
  readonly token: CancellationToken;
  readonly send: (item: WorkspaceDocumentDiagnosticReport) => void;
}

/**
 * A request that takes partial results stays open until the client cancels it: whatever changes is sent as it is found.
 * One that does not is answered with the present state.
 */
export function registerWorkspacePull(session: SessionBase, options: Options): WorkspacePull {
  const { connection, host } = session;
  const pulls = new Set<Pull>();
  const pulled = new Set<string>();
  connection.languages.diagnostics.onWorkspace(async (params, token, _progress, partial) => {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const shown = new Map(params.previousResultIds.map(({ uri, value }) => [host.canonicalUri(uri), value]));
    const send = (item: WorkspaceDocumentDiagnosticReport): void => {
      if (partial) partial.report({ items: [item] });
      else items.push(item);
    };
    const pull = { ...options, session, pulled, shown, token, send };
    pulls.add(pull);
    try {
      await (partial ? follow(pull) : reportAll(pull, { tellUnchanged: true }));
    } finally {
      pulls.delete(pull);
    }
    return { items } satisfies WorkspaceDiagnosticReport;
  });
  return {
    pulled: (uri) => void pulled.add(uri),
    closed(uri) {
      pulled.delete(uri);
      for (const { shown } of pulls) shown.set(uri, '');
    },
  };
}

/** Reports everything, then what every change brings. The first round is never cut short, so it ends while the user types. */
async function follow(pull: Pull): Promise<void> {
  const { changes, session, token } = pull;
  let seen = changes.count;
  const progress = await session.connection.window.createWorkDoneProgress();
  progress.begin('Async Pitfalls', 0, 'checking files');
  await reportAll(pull, { progress }).finally(() => progress.done());
  for (;;) {
    await changes.since(seen, token);
    stopIfCancelled(token);
    seen = changes.count;
    await reportAll(pull, { until: () => changes.count !== seen });
  }
}

interface Round {
  readonly tellUnchanged?: boolean;
  readonly progress?: WorkDoneProgressReporter;
  readonly until?: () => boolean;
}

async function reportAll(pull: Pull, { tellUnchanged = false, progress, until = () => false }: Round): Promise<void> {
  const { session, pulled, shown, token } = pull;
  await session.readiness.reached(token);
  const present = new Set(filesToReport(session));
  const files = [...present, ...[...shown.keys()].filter((uri) => !present.has(uri))].filter((uri) => !pulled.has(uri));
  for (const [index, uri] of files.entries()) {
    await pull.pause();
    stopIfCancelled(token);
    if (until()) return;
    await runSafe(session.connection, `workspace/diagnostic of ${uri}`, () => {
      report(pull, uri, present.has(uri), tellUnchanged);
    });
    progress?.report(Math.floor((index / files.length) * 100));
  }
}

function report(
  { session, reports, shown, send }: Pull,
  uri: string,
  isPresent: boolean,
  tellUnchanged: boolean,
): void {
  const { resultId, items } = isPresent ? reports.of(uri) : emptyReport;
  const before = shown.get(uri);
  const place = {
    uri: session.documents.clientUri(uri),
    version: session.documents.get(uri)?.version ?? null,
    resultId,
  };
  if (before === resultId) {
    if (tellUnchanged) send({ ...place, kind: DocumentDiagnosticReportKind.Unchanged });
  } else if (before !== undefined || items.length > 0) {
    send({ ...place, kind: DocumentDiagnosticReportKind.Full, items: [...items] });
  }
  if (isPresent) shown.set(uri, resultId);
  else shown.delete(uri);
}
